package io.jenkins.plugins.multistagebuild.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A Dockerfile made at random, and what a reader of the language reference makes of it: written down while the text is
 * made, not read out of it.
 *
 * @param bases per stage, the stage it builds on, or -1
 * @param sources per stage, the stages it takes files from, those of inherited triggers included
 */
record RandomStages(String text, List<Integer> bases, List<Set<Integer>> sources) {

    /** A stage before it is known which others there are. */
    private record Draft(Base base, int pick, Name name, List<Reference> references) {}

    private record Reference(Kind kind, int pick, String path) {}

    private enum Base {
        IMAGE,
        SCRATCH,
        STAGE
    }

    private enum Name {
        NONE,
        LOWER,
        MIXED
    }

    private enum Kind {
        NUMBER,
        NAME,
        MOUNT,
        TRIGGER,
        IMAGE
    }

    static Arbitrary<RandomStages> arbitrary() {
        Arbitrary<Integer> pick = Arbitraries.integers().between(0, 99);
        Arbitrary<String> path =
                Arbitraries.of("/a", "/out/app", "/out/*.so", "/out", "x/../y", "/", "/grün", "$HOME/x");
        Arbitrary<Reference> reference =
                Combinators.combine(Arbitraries.of(Kind.class), pick, path).as(Reference::new);
        return Combinators.combine(
                        Arbitraries.of(Base.class),
                        pick,
                        Arbitraries.of(Name.class),
                        reference.list().ofMaxSize(4))
                .as(Draft::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .map(drafts -> new Writer(drafts).write());
    }

    int size() {
        return bases.size();
    }

    /** The stages that a stage builds on, the deepest first. */
    List<Integer> chain(int stage) {
        List<Integer> chain = new ArrayList<>();
        for (int base = bases.get(stage); base >= 0; base = bases.get(base)) {
            chain.add(0, base);
        }
        return chain;
    }

    Set<Integer> needed() {
        Set<Integer> needed = new TreeSet<>(Set.of(size() - 1));
        for (int stage = size() - 1; stage >= 0; stage--) {
            if (needed.contains(stage)) {
                needed.addAll(sources.get(stage));
                needed.addAll(chain(stage));
            }
        }
        return needed;
    }

    /** The target, and what a needed stage takes files from. */
    Set<Integer> yields() {
        Set<Integer> yields = new TreeSet<>(Set.of(size() - 1));
        needed().forEach(stage -> yields.addAll(sources.get(stage)));
        return yields;
    }

    private static final class Writer {
        private final List<Draft> drafts;
        private final StringBuilder text = new StringBuilder("# made at random\nARG V=3\n\n");
        private final List<Integer> bases = new ArrayList<>();
        private final List<Set<Integer>> sources = new ArrayList<>();
        private final List<Set<Integer>> triggers = new ArrayList<>();

        Writer(List<Draft> drafts) {
            this.drafts = drafts;
        }

        RandomStages write() {
            for (int i = 0; i < drafts.size(); i++) {
                write(i, drafts.get(i));
            }
            return new RandomStages(text.toString(), List.copyOf(bases), List.copyOf(sources));
        }

        private void write(int index, Draft draft) {
            int base = draft.base() == Base.STAGE ? namedBefore(index, draft.pick()) : -1;
            bases.add(base);
            sources.add(new TreeSet<>(base < 0 ? Set.of() : triggers.get(base)));
            triggers.add(new TreeSet<>());
            String from = base >= 0 ? "stage" + base : draft.base() == Base.SCRATCH ? "scratch" : "alpine:$V";
            text.append("FROM ").append(from);
            text.append(draft.name() == Name.NONE ? "" : " AS " + name(index)).append('\n');
            for (Reference reference : draft.references()) {
                write(index, reference);
            }
            text.append(index % 3 == 0 ? "RUN <<E\nFROM alpine\nE\n" : "RUN a \\\n  b\n\n");
        }

        private void write(int index, Reference reference) {
            if (reference.kind() == Kind.IMAGE || index == 0) {
                text.append("COPY --from=nginx:1 ").append(reference.path()).append(" /d/\n");
                return;
            }
            int named = namedBefore(index, reference.pick());
            boolean byName = named >= 0 && (reference.kind() == Kind.NAME || reference.kind() == Kind.MOUNT);
            int source = byName ? named : reference.pick() % index;
            if (byName && reference.kind() == Kind.MOUNT) {
                text.append("RUN --mount=from=").append(name(source)).append(",source=/m,target=/m x\n");
            } else {
                text.append(reference.kind() == Kind.TRIGGER ? "ONBUILD " : "").append("COPY --from=");
                text.append(byName ? name(source) : String.valueOf(source)).append(' ');
                text.append(reference.path()).append(" /d/\n");
            }
            (reference.kind() == Kind.TRIGGER ? triggers : sources).get(index).add(source);
        }

        /** One of the stages before this one that have a name, or -1. */
        private int namedBefore(int index, int pick) {
            List<Integer> named = new ArrayList<>();
            for (int i = 0; i < index; i++) {
                if (drafts.get(i).name() != Name.NONE) {
                    named.add(i);
                }
            }
            return named.isEmpty() ? -1 : named.get(pick % named.size());
        }

        private String name(int index) {
            return (drafts.get(index).name() == Name.MIXED ? "Stage" : "stage") + index;
        }
    }
}
