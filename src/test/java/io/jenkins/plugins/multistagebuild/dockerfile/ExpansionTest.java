package io.jenkins.plugins.multistagebuild.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpansionTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "x",
            "value",
            "empty",
            "",
            "path",
            "/usr/local/bin",
            "file",
            "a.tar.gz",
            "words",
            "one  two",
            "lines",
            "a1\nb1",
            "stars",
            "a*b*c",
            "ü",
            "umlaut",
            "1",
            "first",
            "12",
            "twelfth");

    private static Expanded expand(String word) throws ExpansionException {
        return new Expansion('\\').expand(word, VARIABLES::get);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "plain | plain",
                "$x | value",
                "${x} | value",
                "a$x.b | avalue.b",
                "a${x}b | avalueb",
                "$x$x | valuevalue",
                "$ü | umlaut",
                "$1 | first",
                "${12} | twelfth",
                "$12 | twelfth",
                "$ | $",
                "a$ | a$",
                "$. | $.",
                "\\$x | $x",
                "\\${x} | ${x}",
                "\\\\$x | \\value",
                "a\\ b | a b",
                "'$x' | $x",
                "\"$x\" | value",
                "\"\\$x\" | $x",
                "\"a\\b\" | a\\b",
                "\"a\\\"b\" | a\"b",
                "\"a\\\\b\" | a\\b",
                "\"a'$x'\" | a'value'",
                "'a\"b' | a\"b",
                "a'b'\"c\"d | abcd",
                "${x:-w} | value",
                "${empty:-w} | w",
                "${empty-w} | ``",
                "${none:-w} | w",
                "${none-w} | w",
                "${none:-} | ``",
                "${x:+w} | w",
                "${empty:+w} | ``",
                "${empty+w} | w",
                "${none:+w} | ``",
                "${none+w} | ``",
                "${x:?gone} | value",
                "${empty?gone} | ``",
                "${none:-${x}} | value",
                "${none:-${other:-deep}} | deep",
                "${x:+\"a b\"} | a b",
                "${none:-'$x'} | $x",
                "${none:-a\\}b} | a}b",
                "${none:-$x-$x} | value-value",
                "${path#*/} | usr/local/bin",
                "${path##*/} | bin",
                "${path%/*} | /usr/local",
                "${path%%/*} | ``",
                "${file%.*} | a.tar",
                "${file%%.*} | a",
                "${file#a?} | tar.gz",
                "${file#z} | a.tar.gz",
                "${file%.??} | a.tar",
                "${none#a} | ``",
                "${stars#a\\*} | b*c",
                "${stars%\\*c} | a*b",
                "${lines#*1} | `\nb1`",
                "${lines##*1} | `\nb1`",
                "${path#$path} | ``",
                "${path/local/x} | /usr/x/bin",
                "${path/\\/usr/x} | x/local/bin",
                "${path//\\//-} | -usr-local-bin",
                "${path//\\//} | usrlocalbin",
                "${file/.*/} | a",
                "${file//./_} | a_tar_gz",
                "${file/z*/!} | a.tar.g!",
                "${file//?/x} | xxxxxxxx",
                "${x//*/y} | y",
                "${empty//*/y} | y",
                "${file/x*y/z} | a.tar.gz",
                "${x/value/$path} | /usr/local/bin",
                "${x//a/'$0$0'} | vaalue",
                "${x//a/'$$'} | v$lue",
                "${x//a/'$1'} | vlue",
                "${x/a/'$0'} | v$0lue",
                "<<EOF | <<EOF",
                "a<b | a<b",
            })
    void shouldExpand(String word, String expected) throws Exception {
        assertThat(expand(word).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$@", "$*", "$#", "$?", "$-", "$$", "$!", "$0", "${@}", "${-}", "$none", "${none}"})
    void shouldExpandUnknownToNothing(String word) throws Exception {
        assertThat(expand(word).value()).isEmpty();
        assertThat(expand(word).unset()).containsExactly(word.replaceAll("(?s)^\\$\\{?(.+?)}?$", "$1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${x | '${x' has no '}'; add it, or escape the dollar sign",
                "${ | '${' has no '}'; add it, or escape the dollar sign",
                "${x:-w | a substitution that begins with '${' has no '}'",
                "${x/a | a substitution that begins with '${' has no '/'",
                "${x/a/b | a substitution that begins with '${' has no '}'",
                "${} | '${}' is no substitution",
                "${{x}} | '${{' is no substitution",
                "${:x} | '${:' is no substitution",
                "${x^} | unsupported modifier (^) in substitution",
                "${x,,} | unsupported modifier (,) in substitution",
                "${x:1:2} | unsupported modifier (:1) in substitution",
                "${x:#y} | unsupported modifier (:#) in substitution",
                "${none:?} | none: a value is required",
                "${none?is missing} | none: is missing",
                "${empty:?is empty} | empty: is empty",
                "${x#\\a} | invalid pattern (\\a) in substitution",
                "\"a | a double quote is not closed",
                "a'b | a single quote is not closed",
            })
    void shouldRefuse(String word, String problem) {
        assertThatThrownBy(() -> expand(word))
                .isInstanceOf(ExpansionException.class)
                .hasMessageStartingWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$a$x$b | a,b",
                "${a:-w} | a",
                "${x:-$a} | ``",
                "${a:-$b} | a,b",
                "${x:+$a} | a",
                "${a:+$b} | a",
                "${x#$a} | a",
                "'$a' | ``",
            })
    void shouldNameVariablesThatTheValueDependsOn(String word, String names) throws Exception {
        assertThat(String.join(",", expand(word).unset())).isEqualTo(names);
    }

    @Test
    void shouldUseTheFilesEscapeCharacter() throws Exception {
        assertThat(new Expansion('`').expand("c:\\$x `$x", VARIABLES::get).value())
                .isEqualTo("c:\\value $x");
    }

    @Test
    void shouldSplitWordsAfterExpansion() throws Exception {
        assertThat(new Expansion('\\').expandWords(" a $words 'b  c'\\ d \"$words\" '' $none e$words ", VARIABLES::get))
                .containsExactly("a", "one", "two", "b  c d", "one  two", "eone", "two");
    }

    @Test
    void shouldKeepQuotesInHeredocs() throws Exception {
        assertThat(Expansion.expandHeredoc("'$x' \"${x}\" \\$x\n", VARIABLES::get)
                        .value())
                .isEqualTo("'value' \"value\" $x\n");
    }

    @Test
    void shouldRefuseBottomlessNesting() {
        String word = "${none:-".repeat(100_000) + "}".repeat(100_000);

        assertThatThrownBy(() -> expand(word))
                .isInstanceOf(ExpansionException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void shouldRefuseExplodingText() {
        String half = "y".repeat(1 << 19);

        assertThatThrownBy(() -> new Expansion('\\').expand("$a$a$a", name -> half))
                .isInstanceOf(ExpansionException.class)
                .hasMessageContaining("longer than 1048576 characters");
    }

    @Test
    void shouldMatchHostilePatternsQuickly() throws Exception {
        String value = "a".repeat(100_000);

        Expanded expanded = new Expansion('\\').expand("${v//*a*a*a*a*a*a*a*a*b/x}", name -> value);

        assertThat(expanded.value()).isEqualTo(value);
    }
}
