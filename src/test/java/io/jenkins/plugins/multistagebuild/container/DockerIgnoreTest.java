package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerIgnoreTest {
    /** The cases of moby/patternmatcher's own test: pattern, path, whether it is left out. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ' ', textBlock = """
            ** file true
            ** file/ true
            **/ file true
            **/ file/ true
            ** / true
            **/ / true
            ** dir/file true
            **/ dir/file true
            ** dir/file/ true
            **/** dir/file true
            dir/** dir/file true
            dir/** dir/dir2/file true
            **/dir dir true
            **/dir dir/file true
            **/dir2/* dir/dir2/file true
            **/dir2/* dir/dir2/dir2/file true
            **/dir2/** dir/dir2/dir2/file true
            **file file true
            **file dir/file true
            **/file dir/file true
            **file dir/dir/file true
            **/file* dir/dir/file true
            **/file* dir/dir/file.txt true
            **/file*txt dir/dir/file.txt true
            **/file*.txt dir/dir/file.txt true
            **/**/*.txt dir/dir/file.txt true
            **/**/*.txt2 dir/dir/file.txt false
            **/*.txt file.txt true
            a**/*.txt a/file.txt true
            a**/*.txt a/dir/file.txt true
            a/*.txt a/dir/file.txt false
            a/*.txt a/file.txt true
            a[b-d]e ae false
            a[b-d]e ace true
            a[b-d]e aae false
            a[^b-d]e aze true
            .* .foo true
            .* foo false
            abc.def abcdef false
            abc.def abcZdef false
            abc?def abcZdef true
            a\\* a* true
            **/foo/bar foo/bar true
            **/foo/bar dir/foo/bar true
            **/foo/bar dir/dir2/foo/bar true
            abc/** abc false
            abc/** abc/def true
            abc/** abc/def/ghi true
            **/.foo .foo true
            **/.foo bar.foo false
            ./bar.* bar.foo true
            a(b)c/def a(b)c/def true
            a(b)c/def a(b)c/xyz false
            a.|)$(}+{bc a.|)$(}+{bc true
            /foo foo true
            foo/ foo/bar true
            ../foo foo false
            a/../b b true
            file.txt sub/file.txt false
            util/docker/web util/docker/web/foo true
            """)
    void shouldMatchAsMobyDoes(String pattern, String path, boolean excluded) throws Exception {
        String clean = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;

        assertThat(DockerIgnore.parse(pattern).excludes(clean)).isEqualTo(excluded);
    }

    @Test
    void shouldLetTheLastMatchDecide() throws Exception {
        DockerIgnore ignore = DockerIgnore.parse("*.md\n!README*.md\nREADME-secret.md\n");

        assertThat(ignore.excludes("x.md")).isTrue();
        assertThat(ignore.excludes("README.md")).isFalse();
        assertThat(ignore.excludes("README-secret.md")).isTrue();
    }

    @Test
    void shouldExcludeWhatLiesBelowAnExcludedDirectory() throws Exception {
        DockerIgnore ignore = DockerIgnore.parse("docs\n!docs/keep\nother\n");

        assertThat(ignore.excludes("docs")).isTrue();
        assertThat(ignore.excludes("docs/a/b")).isTrue();
        assertThat(ignore.excludes("docs/keep")).isFalse();
        assertThat(ignore.excludes("docs/keep/below")).isFalse();
        assertThat(ignore.mayHoldIncluded("docs")).isTrue();
        assertThat(ignore.mayHoldIncluded("other")).isFalse();
        assertThat(ignore.mayHoldIncluded("doc")).isFalse();
    }

    @Test
    void shouldReadCommentsBlankLinesAndByteOrderMarks() throws Exception {
        DockerIgnore ignore =
                DockerIgnore.parse("\uFEFF# comment\r\n\r\n  spaced  \r\n !  spaced/not \n #no-comment\n\t\u00a0\n");

        assertThat(ignore.excludes("spaced")).isTrue();
        assertThat(ignore.excludes("spaced/not")).isFalse();
        assertThat(ignore.excludes("#no-comment")).isTrue();
        assertThat(ignore.excludes("# comment")).isFalse();
    }

    @Test
    void shouldNotLetAWildcardEndAtALineBreakInAName() throws Exception {
        assertThat(DockerIgnore.parse("a?b").excludes("a\nb")).isTrue();
        assertThat(DockerIgnore.parse("x*").excludes("x\n")).isTrue();
        assertThat(DockerIgnore.parse("?").excludes("x\n")).isFalse();
    }

    @Test
    void shouldKeepJavasClassSyntaxOut() throws Exception {
        assertThat(DockerIgnore.parse("[a&&b]x").excludes("&x")).isTrue();
        assertThat(DockerIgnore.parse("[[:digit:]]x").excludes("7x")).isTrue();
        assertThat(DockerIgnore.parse("[[a]x").excludes("[x")).isTrue();
    }

    @Test
    void shouldSayWhichLineIsWrong() {
        assertThatThrownBy(() -> DockerIgnore.parse("ok\n\n[a\n"))
                .isInstanceOf(ContainerException.class)
                .hasMessageStartingWith(".dockerignore:3: '[a' is no valid pattern");
        assertThatThrownBy(() -> DockerIgnore.parse("!\n"))
                .isInstanceOf(ContainerException.class)
                .hasMessage(".dockerignore:1: '!' needs a path behind it.");
    }
}
