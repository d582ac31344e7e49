package io.jenkins.plugins.multistagebuild.gate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/usr/lib, /usr/lib, true",
        "/usr/lib, /usr/lib/x/y.so, true",
        "/usr/lib, /usr/lib64/x, false",
        "/usr/lib/, /usr/lib/x, true",
        "usr/lib, /usr/lib/x, true",
        "/, /anything/at/all, true",
        "/usr/*, /usr/lib/x, true",
        "/usr/*, /usr, false",
        "/usr/*.so, /usr/a.so, true",
        "/usr/*.so, /usr/lib/a.so, false",
        "/usr/**/*.so, /usr/a.so, true",
        "/usr/**/*.so, /usr/lib/x/a.so, true",
        "/usr/**/*.so, /usr/lib/x/a.so.1, false",
        "**/*.map, /a.map, true",
        "**/*.map, /srv/www/a.map, true",
        "/usr/**, /usr/a/b, true",
        "/usr/**, /usrlocal/a, false",
        "/a?c, /abc, true",
        "/a?c, /a/c, false",
        "/a.c, /abc, false",
        "/a[1], /a1, false",
        "/a[1], /a[1], true",
    })
    void shouldMatchPathsAndWhatLiesBelow(String pattern, String path, boolean matches) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
    }

    @Property(tries = 300)
    void shouldTakeAnyTextAsAPattern(@ForAll String text) {
        String literal = "/" + text.replace("*", "").replace("?", "").replace("/", "");
        assertThat(PathPattern.of(literal).matches(literal + "/below")).isTrue();
        PathPattern.of(text).matches("/a");
    }
}
