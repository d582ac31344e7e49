package io.jenkins.plugins.multistagebuild.split;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * Indices of stages, ascending, a bit each. In a long chain of stages every branch lists nearly all that stand before its
 * own; as a list of objects that would take the square of the chain's length in words.
 */
final class StageIndices extends AbstractList<Integer> {
    /** What an entry of an ordinary list takes, its reference alone. */
    private static final int BITS_PER_REFERENCE = 32;

    private final BitSet indices;
    private final int size;

    private StageIndices(BitSet indices) {
        this.indices = indices;
        this.size = indices.cardinality();
    }

    /** The indices as an unmodifiable list, in whichever form is the smaller. */
    static List<Integer> of(BitSet indices) {
        boolean sparse = (long) indices.cardinality() * BITS_PER_REFERENCE < indices.length();
        return sparse ? listOf(indices) : new StageIndices((BitSet) indices.clone());
    }

    private static List<Integer> listOf(BitSet indices) {
        List<Integer> list = new ArrayList<>(indices.cardinality());
        for (int index = indices.nextSetBit(0); index >= 0; index = indices.nextSetBit(index + 1)) {
            list.add(index);
        }
        return Collections.unmodifiableList(list);
    }

    /** The list itself where it cannot change, or else a copy. */
    static List<Integer> copyOf(List<Integer> list) {
        return list instanceof StageIndices ? list : List.copyOf(list);
    }

    /** Adds a list's indices to a set. */
    static void addTo(BitSet set, List<Integer> list) {
        if (list instanceof StageIndices dense) {
            set.or(dense.indices);
        } else {
            list.forEach(set::set);
        }
    }

    @Override
    public Integer get(int position) {
        if (position < 0 || position >= size) {
            throw new IndexOutOfBoundsException(position + " of " + size);
        }
        PrimitiveIterator.OfInt all = iterator();
        for (int i = 0; i < position; i++) {
            all.nextInt();
        }
        return all.next();
    }

    @Override
    public PrimitiveIterator.OfInt iterator() {
        return indices.stream().iterator();
    }

    @Override
    public boolean contains(Object wanted) {
        return wanted instanceof Integer index && index >= 0 && indices.get(index);
    }

    @Override
    public int size() {
        return size;
    }
}
