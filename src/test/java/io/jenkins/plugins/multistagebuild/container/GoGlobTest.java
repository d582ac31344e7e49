package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of Go's own test of filepath.Match. */
class GoGlobTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            abc|abc|true
            *|abc|true
            *c|abc|true
            a*|a|true
            a*|abc|true
            a*|ab/c|false
            a*/b|abc/b|true
            a*/b|a/c/b|false
            a*b*c*d*e*/f|axbxcxdxe/f|true
            a*b*c*d*e*/f|axbxcxdxexxx/f|true
            a*b*c*d*e*/f|axbxcxdxe/xxx/f|false
            a*b?c*x|abxbbxdbxebxczzx|true
            a*b?c*x|abxbbxdbxebxczzy|false
            ab[c]|abc|true
            ab[b-d]|abc|true
            ab[e-g]|abc|false
            ab[^c]|abc|false
            ab[^b-d]|abc|false
            ab[^e-g]|abc|true
            a\\*b|a*b|true
            a\\*b|ab|false
            a?b|a☺b|true
            a[^a]b|a☺b|true
            a???b|a☺b|false
            [a-ζ]*|α|true
            *[a-ζ]|A|false
            a?b|a/b|false
            a*b|a/b|false
            [\\]a]|]|true
            [\\-]|-|true
            [x\\-]|x|true
            [x\\-]|z|false
            [\\-x]|a|false
            *x|xxx|true
            [z-a]|m|false
            [&&a]|&|true
            """)
    void shouldMatchAsGoDoes(String pattern, String path, boolean expected) throws Exception {
        assertThat(GoGlob.parse(pattern).matches(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]a]", "[-]", "[x-]", "[-x]", "\\", "[a-b-c]", "[", "[^", "[^bc", "a["})
    void shouldRefuseWhatGoRefuses(String pattern) {
        assertThatThrownBy(() -> GoGlob.parse(pattern))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("'" + pattern + "' is no valid pattern");
    }
}
