package io.jenkins.plugins.multistagebuild.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageScopeTest {
    private static final Map<String, String> PLATFORM = Map.of("TARGETARCH", "arm64", "TARGETSTAGE", "default");
    private static final SourceRange SOMEWHERE = new SourceRange(new Position(7, 1, 0), new Position(7, 2, 1));

    private static StageScope afterFirstStage(String text, Map<String, String> buildArgs, Map<String, String> base)
            throws Exception {
        Dockerfile file = Dockerfile.parse("Dockerfile", text);
        StageScope scope = new StageScope(GlobalScope.of(file, buildArgs, PLATFORM), null, base);
        apply(file.stages().get(0), scope);
        return scope;
    }

    private static void apply(Stage stage, StageScope scope) throws Exception {
        for (Instruction instruction : stage.instructions()) {
            scope.apply(instruction);
        }
    }

    private static String value(StageScope scope, String word) throws Exception {
        Expanded expanded = scope.expand(word, SOMEWHERE);
        assertThat(expanded.unset()).isEmpty();
        return expanded.value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ARG A=1 | $A | 1",
                "ARG A=1 B=$A-2 | $B | 1-2",
                "ARG A='b c' | $A | b c",
                "ARG GIVEN=1 | $GIVEN | given",
                "ARG GIVEN | $GIVEN | given",
                "ARG GLOBAL | $GLOBAL | global",
                "ARG GLOBAL=own | $GLOBAL | own",
                "ARG TARGETARCH | $TARGETARCH | arm64",
                "ENV A=1 B=$A | x$B | x",
                "ENV A=1 A=2 | $A | 2",
                "ENV A b $BASE | $A | b base",
                "ENV $BASE=x | $base | x",
                "ARG A=1\\nENV A=2 | $A | 2",
                "ENV A=1\\nARG A=1 | $A | 1",
                "ENV A=1\\nARG A | $A | 1",
                "USER x | ${BASE:-y} | base",
                "USER x | ${GLOBAL:-hidden} | hidden",
                "USER x | ${TARGETARCH:-hidden} | hidden",
                "USER x | ${GIVEN:-hidden} | hidden",
            })
    void shouldKnowValue(String body, String word, String expected) throws Exception {
        String text = "ARG GLOBAL=global\nFROM scratch\n" + body.replace("\\n", "\n");
        StageScope scope = afterFirstStage(text, Map.of("GIVEN", "given"), Map.of("BASE", "base"));

        assertThat(value(scope, word)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USER x | $A | A",
                "ARG A=1 | $A | A",
                "ENV B=$A | $B | B",
                "ARG A=1\\nENV A=x$A | $A | A",
                "USER x | ${A:?must be there} | A",
                "ENV A=1 | $A | ''",
                "ENV A=1 | $A$B | B",
                "ENV A=1\\nARG A=2 | $A | A",
            })
    void shouldReportWhatAnUnknownBaseImageMayChange(String body, String word, String names) throws Exception {
        StageScope scope = afterFirstStage("FROM alpine\n" + body.replace("\\n", "\n"), Map.of(), null);

        assertThat(String.join(",", scope.expand(word, SOMEWHERE).unset())).isEqualTo(names);
    }

    @Test
    void shouldReportWhatBuildersDisagreeOn() throws Exception {
        StageScope scope = afterFirstStage("FROM scratch\nENV A=env\nARG A=arg\n", Map.of("NO_PROXY", "x"), Map.of());

        assertThat(scope.expand("$A", SOMEWHERE)).isEqualTo(new Expanded("arg", Set.of("A")));
        assertThat(scope.expand("$NO_PROXY", SOMEWHERE).unset()).containsExactly("NO_PROXY");
    }

    @Test
    void shouldHandArgsToChildStagesOnlyWhereTheBuilderDoes() throws Exception {
        StageScope parent = afterFirstStage("FROM scratch\nARG A=arg\nARG B=b\nENV B=env\n", Map.of(), Map.of());
        GlobalScope global = GlobalScope.of(Dockerfile.parse("D", "FROM scratch"), Map.of(), Map.of());

        StageScope withArgs = new StageScope(global, parent.snapshot(true), null);
        StageScope withoutArgs = new StageScope(global, parent.snapshot(false), null);

        assertThat(value(withArgs, "$A $B")).isEqualTo("arg env");
        assertThat(value(withoutArgs, "$A $B")).isEqualTo(" env");
    }

    @Test
    void shouldKeepSnapshotWhenTheStageGoesOn() throws Exception {
        Dockerfile file = Dockerfile.parse("Dockerfile", "FROM scratch\nENV A=2");
        GlobalScope global = GlobalScope.of(file, Map.of(), Map.of());
        StageScope scope = new StageScope(global, null, Map.of("A", "1"));
        StageScope.Snapshot snapshot = scope.snapshot(true);

        apply(file.stages().get(0), scope);

        assertThat(value(new StageScope(global, snapshot, null), "$A")).isEqualTo("1");
        assertThat(value(scope, "$A")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"true, 0-99", "false, 99"})
    void shouldRememberThroughLongChains(boolean inheritArgs, String expected) throws Exception {
        StringBuilder text = new StringBuilder("FROM scratch AS s0\nARG X=0\nENV E=99\n");
        for (int i = 1; i < 100; i++) {
            text.append("FROM s")
                    .append(i - 1)
                    .append(" AS s")
                    .append(i)
                    .append("\nENV V")
                    .append(i)
                    .append("=1\n");
        }
        Dockerfile file = Dockerfile.parse("Dockerfile", text.toString());
        GlobalScope global = GlobalScope.of(file, Map.of(), Map.of());
        StageScope scope = new StageScope(global, null, Map.of());
        apply(file.stages().get(0), scope);
        for (Stage stage : file.stages().subList(1, 100)) {
            scope = new StageScope(global, scope.snapshot(inheritArgs), null);
            apply(stage, scope);
        }

        assertThat(value(scope, "${X:+$X-}$E")).isEqualTo(expected);
    }

    @Test
    void shouldExpandFromLines() throws Exception {
        Dockerfile file = Dockerfile.parse(
                "Dockerfile",
                "ARG V=1\nARG I=go:${V}\nARG GIVEN=x\nFROM --platform=linux/$TARGETARCH $I-${GIVEN}\nFROM $NONE\n"
                        + "FROM --platform=$NONE a\nFROM ${V^}\n");
        GlobalScope global = GlobalScope.of(file, Map.of("GIVEN", "given", "UNDECLARED", "u"), PLATFORM);

        assertThat(global.baseImage(file.stages().get(0).from())).isEqualTo("go:1-given");
        assertThat(global.platform(file.stages().get(0).from())).isEqualTo("linux/arm64");
        assertThat(global.platform(file.stages().get(1).from())).isNull();
        assertThat(global.expand("${UNDECLARED:-no}", SOMEWHERE)).isEqualTo("no");
        assertThatThrownBy(() -> global.baseImage(file.stages().get(1).from()))
                .hasMessage("Dockerfile:5: the base image '$NONE' is empty after expansion; give its ARG a default "
                        + "before the first FROM or pass --build-arg");
        assertThatThrownBy(() -> global.platform(file.stages().get(2).from()))
                .hasMessageStartingWith("Dockerfile:6: --platform '$NONE' is empty");
        assertThatThrownBy(() -> global.baseImage(file.stages().get(3).from()))
                .hasMessageStartingWith("Dockerfile:7: '${V^}' cannot be expanded: unsupported modifier (^)");
    }

    @Test
    void shouldLetBuildArgsOverridePlatformArgs() throws Exception {
        Dockerfile file = Dockerfile.parse("Dockerfile", "FROM scratch");

        GlobalScope global = GlobalScope.of(file, Map.of("TARGETARCH", "riscv64"), PLATFORM);

        assertThat(global.expand("$TARGETARCH $TARGETSTAGE", SOMEWHERE)).isEqualTo("riscv64 default");
    }

    @Test
    void shouldLocateBadDefaults() {
        assertThatThrownBy(() -> afterFirstStage("FROM scratch\nARG A=${B:?needed}", Map.of(), Map.of()))
                .isInstanceOf(DockerfileException.class)
                .hasMessage("Dockerfile:2: '${B:?needed}' cannot be expanded: B: needed");
    }
}
