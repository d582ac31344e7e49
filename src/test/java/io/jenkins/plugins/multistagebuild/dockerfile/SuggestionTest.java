package io.jenkins.plugins.multistagebuild.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> OPTIONS = List.of("builder", "runtime", "build");

    @ParameterizedTest
    @CsvSource({"bilder, builder", "BILD, BUILD", "runtmie, runtime", "Bulid, build", "buildd, build"})
    void shouldFindNearest(String word, String expected) {
        assertThat(Suggestion.nearest(word, OPTIONS)).isEqualTo(expected);
        assertThat(Suggestion.clause(word, OPTIONS)).isEqualTo("; did you mean '" + expected + "'?");
    }

    @ParameterizedTest
    @CsvSource({"alpine", "b", "''"})
    void shouldNotGuessWildly(String word) {
        assertThat(Suggestion.nearest(word, OPTIONS)).isNull();
        assertThat(Suggestion.clause(word, OPTIONS)).isEmpty();
    }

    @Test
    void shouldNotSuggestTheWordItself() {
        assertThat(Suggestion.clause("build", OPTIONS)).isEmpty();
    }
}
