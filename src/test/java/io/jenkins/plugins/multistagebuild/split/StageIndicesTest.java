package io.jenkins.plugins.multistagebuild.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageIndicesTest {
    private static BitSet everyOther(int step) {
        return IntStream.range(0, 5).map(i -> 3 + i * step).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** Steps of one and of a thousand end up in the two forms. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void shouldBeAListLikeAnyOther(int step) {
        List<Integer> indices = StageIndices.of(everyOther(step));

        assertThat(indices).isEqualTo(List.of(3, 3 + step, 3 + 2 * step, 3 + 3 * step, 3 + 4 * step));
        assertThat(indices.get(4)).isEqualTo(3 + 4 * step);
        assertThat(indices).contains(3 + step).doesNotContain(2, -1);
        assertThatThrownBy(() -> indices.get(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> indices.add(1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldNotFollowTheSetItWasMadeOf() {
        BitSet set = everyOther(1);
        List<Integer> indices = StageIndices.of(set);
        set.clear();

        assertThat(StageIndices.copyOf(indices)).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void shouldJoinASet(int step) {
        BitSet set = new BitSet();
        set.set(0);
        StageIndices.addTo(set, StageIndices.of(everyOther(step)));

        assertThat(set.cardinality()).isEqualTo(6);
    }
}
