package io.jenkins.plugins.multistagebuild.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendJsonTest {
    @Test
    void shouldHoldEachBuildAgainstTheTargetBranchOfThatTime() throws Exception {
        TrendPoint first = TrendPoints.point(1, 10);
        TrendPoint third = new TrendPoint(
                3,
                TrendPoints.START + 3 * 86_400_000L,
                "image-size",
                "\"<b>",
                30,
                null,
                null,
                null,
                GateMark.INACTIVE,
                null,
                List.of());
        TargetSizes target = new TargetSizes("main", List.of(TrendPoints.point(2, 20)));
        StringWriter text = new StringWriter();
        try (TrendJson json = new TrendJson(text)) {
            json.write(List.of("image-size"), "image-size", 5, List.of(first, third), target);
        }
        assertThat(text).hasToString("""
                {"calls":["image-size"],"call":"image-size","total":5,"target":"main","points":[\
                {"build":1,"time":1790086400000,"image":"team/movies:1","uncompressed":10,"compressed":3,\
                "baseline":350000000,"limit":20000000,"gate":"passed","stages":[\
                {"name":"build","bytes":350000000},{"name":"stage 1","bytes":10}]},\
                {"build":3,"time":1790259200000,"image":"\\"<b>","uncompressed":30,"target":20,"gate":"inactive",\
                "stages":[]}]}""");
    }
}
