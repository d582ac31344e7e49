package io.jenkins.plugins.multistagebuild.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SizeBadgeTest {
    @Test
    void shouldShowTheSizeInTheColourOfTheGate() throws Exception {
        String good = new SizeBadge("image size", "unknown", TrendPoints.point(1, 13_200_000)).svg();
        Document picture = parse(good);
        assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("image size: 13.2 MB");
        assertThat(good).contains("#2e7d32");
        assertThat(new SizeBadge("image size", "unknown", TrendPoints.point(1, 25_000_000)).svg())
                .contains("#c0392b", "25 MB");
    }

    @Test
    void shouldSayThatThereIsNoImage() throws Exception {
        assertThat(parse(new SizeBadge("image size", "unknown", null).svg())
                        .getDocumentElement()
                        .getAttribute("aria-label"))
                .isEqualTo("image size: unknown");
    }

    @Test
    void shouldLeaveRoomForWideLetters() throws Exception {
        String chinese = new SizeBadge("镜像大小", "未知", null).svg();
        assertThat(parse(chinese).getDocumentElement().getAttribute("width")).isEqualTo("86");
    }

    @Test
    void shouldKeepALabelFromBeingMarkup() throws Exception {
        String hostile = "</text><script>alert('1')</script>&\"";
        Document picture = parse(new SizeBadge(hostile, "unknown", null).svg());
        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
        assertThat(picture.getDocumentElement().getAttribute("aria-label")).isEqualTo(hostile + ": unknown");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
