package io.jenkins.plugins.multistagebuild.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DockerfilePropertyTest {
    private static final String[] FRAGMENTS = {
        "FROM ",
        "RUN ",
        "COPY ",
        "ADD ",
        "ARG ",
        "ENV ",
        "LABEL ",
        "ONBUILD ",
        "CMD ",
        "SHELL ",
        "EXPOSE ",
        "VOLUME ",
        "HEALTHCHECK ",
        "USER ",
        "STOPSIGNAL ",
        "MAINTAINER ",
        "from ",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\\\n",
        "\\",
        "`",
        "`\n",
        "# escape=`\n",
        "# syntax=x\n",
        "# comment\n",
        "\uFEFF",
        " ",
        "\t",
        "a",
        "b=c",
        "=",
        "scratch",
        " AS x",
        "--from=x ",
        "--from=$x ",
        "--mount=type=bind,from=x,target=/y ",
        "--mount=",
        "type=cache,",
        "\\\"",
        "--",
        "--link ",
        "<<EOF",
        "<<-\"E F\"",
        "EOF\n",
        "\nEOF\n",
        "<<",
        "[",
        "]",
        "\"a\"",
        ",",
        "{",
        "}",
        "$x",
        "${x:-",
        "${x#",
        "}",
        "'",
        "\"",
        "CMD x",
        "NONE",
        "--interval=1s ",
        "\u00a0",
        "\u2003",
        "\0",
        "é",
        "\uD83D\uDE00"
    };

    @Provide
    Arbitrary<String> grammar() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(40).map(parts -> String.join("", parts));
    }

    /** Mostly valid files: whole instructions, so that the interesting paths behind the first line are reached. */
    @Provide
    Arbitrary<String> instructions() {
        Arbitrary<String> line = Arbitraries.of(FRAGMENTS).list().ofMaxSize(4).map(parts -> String.join("", parts));
        Arbitrary<String> start = Arbitraries.of(
                "RUN x",
                "RUN --mount=from=a,target=/b ",
                "COPY a b",
                "ENV a=b",
                "ARG a",
                "FROM scratch AS b",
                "# x",
                "");
        return start.flatMap(first -> line.map(rest -> first + rest))
                .list()
                .ofMaxSize(12)
                .map(lines -> "FROM scratch AS a\n" + String.join("\n", lines));
    }

    @Property(tries = 3000)
    void shouldParseGrammarFragmentsOrSayWhere(@ForAll("grammar") String text) {
        check(text);
    }

    @Property(tries = 3000)
    void shouldParseInstructionsOrSayWhere(@ForAll("instructions") String text) {
        check(text);
    }

    @Property
    void shouldParseAnyTextOrSayWhere(@ForAll String text) {
        check(text);
        check("FROM scratch\nRUN " + text);
        check("FROM scratch\nCOPY --" + text);
        check("FROM scratch\nRUN --mount=" + text);
    }

    private static void check(String text) {
        Dockerfile file;
        try {
            file = Dockerfile.parse("Dockerfile", text);
        } catch (DockerfileException e) {
            checkRange(e.range(), text);
            assertThat(e.getMessage()).startsWith("Dockerfile:" + e.range().startLine() + ": ");
            return;
        }
        assertThat(file.print()).isEqualTo(text);
        for (Stage stage : file.stages()) {
            checkRange(stage.range(), text);
            checkInside(stage.from().range(), stage.range());
            stage.instructions().forEach(instruction -> checkInside(instruction.range(), stage.range()));
        }
        file.warnings().forEach(warning -> checkRange(warning.range(), text));
    }

    private static void checkRange(SourceRange range, String text) {
        assertThat(range.start().offset()).isBetween(0, range.end().offset());
        assertThat(range.end().offset()).isLessThanOrEqualTo(text.length());
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        assertThat((long) range.endLine()).isBetween((long) range.startLine(), lines);
    }

    private static void checkInside(SourceRange inner, SourceRange outer) {
        assertThat(inner.start().offset()).isGreaterThanOrEqualTo(outer.start().offset());
        assertThat(inner.end().offset()).isLessThanOrEqualTo(outer.end().offset());
    }

    @Property
    void shouldDecodeAnyBytesOrSayWhere(@ForAll byte[] bytes) {
        try {
            Dockerfile file = Dockerfile.parse("Dockerfile", bytes);
            assertThat(file.print().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
        } catch (DockerfileException e) {
            assertThat(e.range().end().offset()).isLessThanOrEqualTo(bytes.length);
        }
    }

    @Property(tries = 3000)
    void shouldExpandAnyWordOrSayWhy(@ForAll("grammar") String word, @ForAll List<String> values) {
        try {
            Expanded expanded = new Expansion('\\').expand(word, name -> values.isEmpty() ? null : values.get(0));
            assertThat(expanded.value()).isNotNull();
            assertThat(expanded.unset().isEmpty() || values.isEmpty()).isTrue();
        } catch (ExpansionException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
