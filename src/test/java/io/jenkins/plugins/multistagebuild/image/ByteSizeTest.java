package io.jenkins.plugins.multistagebuild.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "999, 999 B",
        "1000, 1 kB",
        "1049, 1 kB",
        "1050, 1.1 kB",
        "999949, 999.9 kB",
        "999950, 1 MB",
        "13214208, 13.2 MB",
        "350000000, 350 MB",
        "412300000, 412.3 MB",
        "1234567890, 1.23 GB",
        "9223372036854775807, 9.22 EB"
    })
    void shouldPrintAsDockerDoes(long bytes, String text) {
        assertThat(new ByteSize(bytes)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "20 MB, 20000000",
        "20MB, 20000000",
        "20mb, 20000000",
        "20 M, 20000000",
        "1.5 GiB, 1610612736",
        "250 MiB, 262144000",
        "1Ki, 1024",
        "4096, 4096",
        "4096 B, 4096",
        "0, 0",
        "' 7 kB ', 7000",
        "0.5 kB, 500",
        "1.5 B, 2",
        "9223372036854775807, 9223372036854775807",
        "7 EiB, 8070450532247928832"
    })
    void shouldParse(String text, long bytes) throws BuildProblemException {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '' is no size",
        "huge, 'huge' is no size",
        "'1,5 MB', is no size",
        "1e6, is no size",
        "20 bananas, has the unknown unit 'bananas'",
        "5 iB, has the unknown unit 'iB'",
        "-5 MB, is negative",
        "8 EiB, larger than any size that can be counted",
        "99999999999999999999, larger than any size that can be counted",
        "0x10, is no size",
    })
    void shouldRefuseWhatIsNoSize(String text, String complaint) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContaining(complaint)
                .hasMessageContaining("such as 20 MB");
    }

    @Test
    void shouldSignDifferences() {
        assertThat(ByteSize.formatDelta(1_200_000)).isEqualTo("+1.2 MB");
        assertThat(ByteSize.formatDelta(-350_000)).isEqualTo("-350 kB");
        assertThat(ByteSize.formatDelta(0)).isEqualTo("0 B");
        assertThat(ByteSize.formatDelta(Long.MIN_VALUE)).isEqualTo("-9.22 EB");
    }

    @Test
    void shouldRefuseNegativeSizes() {
        assertThatThrownBy(() -> new ByteSize(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Property
    void shouldReadWhatItPrints(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long bytes) throws Exception {
        long read = ByteSize.parse(new ByteSize(bytes).toString()).bytes();
        assertThat((double) read).isCloseTo(bytes, within(0.05 * bytes));
    }

    @Property
    void shouldKeepWholeUnitsExactly(@ForAll @IntRange(max = 999) int count) throws Exception {
        for (String unit : new String[] {"B", "kB", "MB", "GB", "TB", "PB"}) {
            ByteSize size = ByteSize.parse(count + " " + unit);
            assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
        }
    }

    @Property
    void shouldParseAnyTextOrRefuseItPolitely(@ForAll String text) {
        try {
            assertThat(ByteSize.parse(text).bytes()).isNotNegative();
        } catch (BuildProblemException e) {
            assertThat(e).hasMessageContaining("such as 20 MB");
        }
    }
}
