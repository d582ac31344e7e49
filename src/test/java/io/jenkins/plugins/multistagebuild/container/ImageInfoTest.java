package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageInfoTest {
    @Test
    void shouldKnowTheDigestOfEachRegistry() {
        ImageInfo info =
                info("movies@sha256:1", "registry.example:5000/movies@sha256:2", "docker.io/team/movies@sha256:3");
        assertThat(info.digestIn("movies:1")).isEqualTo("sha256:1");
        assertThat(info.digestIn("registry.example:5000/movies:1")).isEqualTo("sha256:2");
        assertThat(info.digestIn("registry.example:5000/movies")).isEqualTo("sha256:2");
        assertThat(info.digestIn("team/movies")).isEqualTo("sha256:3");
        assertThat(info.digestIn("registry.example/movies:1")).isNull();
        assertThat(info.digestIn("ovies:1")).isNull();
    }

    @Test
    void shouldKnowNoDigestOfAnImageThatNeverWasInARegistry() {
        assertThat(info().digestIn("movies:1")).isNull();
        assertThat(info("<none>").digestIn("<none>")).isNull();
    }

    private static ImageInfo info(String... digests) {
        return new ImageInfo(
                "sha256:0",
                0,
                List.of(),
                "linux",
                "amd64",
                null,
                List.of(),
                List.of(),
                List.of(digests),
                NullNode.instance);
    }
}
