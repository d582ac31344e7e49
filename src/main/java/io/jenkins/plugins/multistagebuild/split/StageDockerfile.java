package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.Instruction;
import io.jenkins.plugins.multistagebuild.dockerfile.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The Dockerfile of one stage, made by cut and stub: the original text, byte for byte, cut off after the stage, with the
 * body of every stage it takes files from replaced by one line that names an image of those files, and of every stage it
 * has nothing to do with by an empty one. Line numbers stay those of the original file, because blank lines fill up what
 * a stub leaves out, so that the messages of a builder point at the user's own lines.
 *
 * @param text what to hand to a builder
 * @param origin the stage it is made of
 * @param insertedLines how many stubs for stages of other files stand before the first stage
 * @param insertedAt the line they stand at
 * @param collector the collector stage behind it, if it has one
 * @param collectorLine the line that one begins at
 */
public record StageDockerfile(
        String text,
        StageNode origin,
        int insertedLines,
        int insertedAt,
        @Nullable Collector collector,
        int collectorLine) {

    /**
     * Cuts and stubs.
     *
     * @param plan the plan the stage belongs to
     * @param stage the stage to build
     * @param stub the reference of the image that holds a stage's outputs, asked for the inputs of the stage only
     */
    public static StageDockerfile of(Plan plan, int stage, IntFunction<String> stub) {
        return new Cut(plan, stage, stub).apply();
    }

    /** The same with a stage behind it whose image is nothing but the outputs of this one. */
    public StageDockerfile withCollector(Plan plan) {
        Collector added = new Collector(
                plan.copies(origin.index()),
                origin.file().escape(),
                keyword(origin).equals("from"));
        String body = text.endsWith("\n") ? text : text + "\n";
        int line = (int) body.chars().filter(c -> c == '\n').count() + 1;
        String whole = body + added.text(origin.stage().index() + insertedLines);
        return new StageDockerfile(whole, origin, insertedLines, insertedAt, added, line);
    }

    /** The output that a line of this text gathers, or null for a line of the user's. */
    public @Nullable Output collectedAt(int line) {
        return collector == null ? null : collector.at(line - collectorLine);
    }

    /** The line of the original file that a line of this text stands for, both from 1. */
    public int originalLine(int line) {
        Output output = collectedAt(line);
        if (output != null) {
            return output.where().startLine();
        }
        if (line < insertedAt + insertedLines) {
            return Math.min(line, insertedAt);
        }
        return Math.min(line - insertedLines, origin.stage().range().endLine());
    }

    /** FROM in the case in which a stage writes it. */
    private static String keyword(StageNode stage) {
        char first = stage.file().text().charAt(stage.stage().range().start().offset());
        return first == 'f' ? "from" : "FROM";
    }

    /** One cut-and-stub at work. */
    private static final class Cut {
        private final Plan plan;
        private final StageNode node;
        private final IntFunction<String> stub;
        private final Set<Integer> kept = new HashSet<>();
        private final TreeSet<Integer> inputs = new TreeSet<>();

        Cut(Plan plan, int stage, IntFunction<String> stub) {
            this.plan = plan;
            this.node = plan.graph().node(stage);
            this.stub = stub;
            StageNode at = node;
            keep(at);
            while (at.base() instanceof Base.Stage base) {
                at = plan.graph().node(base.index());
                keep(at);
            }
        }

        private void keep(StageNode stage) {
            kept.add(stage.index());
            stage.inputs().forEach(input -> inputs.add(input.stage()));
        }

        StageDockerfile apply() {
            List<Integer> foreign = inputs.stream()
                    .filter(input -> plan.graph().node(input).fileIndex() != node.fileIndex())
                    .toList();
            StringBuilder out = new StringBuilder();
            String original = node.file().text();
            int at = 0;
            List<StageNode> own = plan.graph().nodesOf(node.fileIndex());
            for (StageNode other : own.subList(0, node.stage().index() + 1)) {
                Stage stage = other.stage();
                out.append(original, at, stage.range().start().offset());
                if (stage.index() == 0) {
                    foreign.forEach(
                            input -> out.append(stubLine(input, keyword(other))).append('\n'));
                }
                if (kept.contains(other.index())) {
                    appendKept(out, stage, foreign.size());
                } else {
                    out.append(stubLine(other.index(), keyword(other)));
                    out.append(
                            "\n".repeat(stage.range().endLine() - stage.range().startLine()));
                }
                at = stage.range().end().offset();
            }
            int firstLine = own.get(0).stage().range().startLine();
            return new StageDockerfile(out.toString(), node, foreign.size(), firstLine, null, 0);
        }

        private String stubLine(int stage, String keyword) {
            String image = inputs.contains(stage) ? stub.apply(stage) : "scratch";
            StageNode stubbed = plan.graph().node(stage);
            String name = stubbed.fileIndex() == node.fileIndex()
                    ? stubbed.stage().from().stageName()
                    : plan.graph().files().get(stubbed.fileIndex()).name();
            String as = keyword.equals("from") ? " as " : " AS ";
            return keyword + " " + image + (name == null ? "" : as + name);
        }

        /** The stage as it is, except that inserted stubs of other files move the numbers of stages. */
        private void appendKept(StringBuilder out, Stage stage, int inserted) {
            String original = node.file().text();
            int at = stage.range().start().offset();
            for (Instruction.Copy copy : inserted == 0 ? List.<Instruction.Copy>of() : copies(stage)) {
                if (copy.from() != null
                        && StageNames.NUMBER.matcher(copy.from().value()).matches()) {
                    out.append(original, at, copy.from().valueRange().start().offset());
                    out.append(Integer.parseInt(copy.from().value()) + inserted);
                    at = copy.from().valueRange().end().offset();
                }
            }
            out.append(original, at, stage.range().end().offset());
        }

        private static List<Instruction.Copy> copies(Stage stage) {
            List<Instruction.Copy> copies = new ArrayList<>();
            for (Instruction instruction : stage.instructions()) {
                Instruction bare = instruction instanceof Instruction.Onbuild onbuild ? onbuild.trigger() : instruction;
                if (bare instanceof Instruction.Copy copy) {
                    copies.add(copy);
                }
            }
            return copies;
        }
    }
}
