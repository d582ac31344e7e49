package io.jenkins.plugins.multistagebuild.trend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizesCsvTest {
    @Test
    void shouldWriteTextsAndNumbers() throws Exception {
        assertThat(row("team/movies", 13, -5L, null, "say \"hi\", twice\nplease"))
                .isEqualTo("\"team/movies\",13,-5,,\"say \"\"hi\"\", twice\nplease\"\r\n");
    }

    /** A spreadsheet would call a program for some of these. */
    @Test
    void shouldNotLetATextBeAFormula() throws Exception {
        assertThat(row("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "\uff1d1"))
                .isEqualTo("\"'=1+1\",\"'+1\",\"'-1\",\"'@SUM(A1)\",\"'\tx\",\"'\rx\",\"'  =1\",\"'\uff1d1\"\r\n");
        assertThat(row("a=1", "")).isEqualTo("\"a=1\",\"\"\r\n");
    }

    private static String row(Object... cells) throws Exception {
        StringBuilder text = new StringBuilder();
        new SizesCsv(text).row(cells);
        return text.toString();
    }
}
