package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command line's entry point and top command. */
@Command(
        name = "multi-stage-build",
        description =
                "Builds a multi-stage Dockerfile stage by stage, side by side, and reports what everything weighs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:a stage failed",
            "2:bad usage or bad input",
            "3:the image fails a gate, such as its budget",
            "130:interrupted"
        })
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            PlanCommand.class,
            SplitCommand.class,
            BuildCommand.class,
            SizeCommand.class,
            CompareCommand.class,
            GateCommand.class,
            AutoComplete.GenerateCompletion.class);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command line and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        try (Interruption interruption = Interruption.guard(Thread.currentThread())) {
            int status = run(
                    new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                    new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                    arguments);
            interruption.leave(status);
        }
    }

    /** Runs the command line in this JVM and returns the exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commandLine = withCommands(arguments.length == 0 ? "" : arguments[0])
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(usage())
                .setExecutionExceptionHandler((problem, command, parsed) -> report(problem, command));
        int status = commandLine.execute(arguments);
        out.flush();
        err.flush();
        return status;
    }

    /**
     * The commands that a run needs. Picocli reads the options of every command that it knows, which is most of the time
     * that this program takes to start; when the first word is a command, no other one can be meant.
     */
    private static CommandLine withCommands(String first) {
        Class<?> only =
                switch (first) {
                    case "plan" -> PlanCommand.class;
                    case "split" -> SplitCommand.class;
                    case "build" -> BuildCommand.class;
                    case "size" -> SizeCommand.class;
                    case "compare" -> CompareCommand.class;
                    case "gate" -> GateCommand.class;
                    default -> null;
                };
        CommandLine main = new CommandLine(new Main());
        for (Class<?> command : only == null ? COMMANDS : List.of(only)) {
            main.addSubcommand(command);
        }
        return main;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** One line with what is wrong and one with where to read on; the whole help would push both off the screen. */
    private static IParameterExceptionHandler usage() {
        return (problem, arguments) -> {
            CommandLine command = problem.getCommandLine();
            complain(command, message(problem));
            CommandLine.UnmatchedArgumentException.printSuggestions(problem, command.getErr());
            command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
            return ExitStatus.BAD_INPUT;
        };
    }

    /** Picocli lists the values of an enum by the names of its constants; users type them as they are printed. */
    private static String message(ParameterException problem) {
        if (problem.getArgSpec() != null
                && problem.getArgSpec().typeInfo().isEnum()
                && problem.getValue() != null
                && problem.getCause() instanceof TypeConversionException) {
            String values = Arrays.stream(problem.getArgSpec().type().getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            return problem.getArgSpec() instanceof OptionSpec option
                    ? option.longestName() + " " + problem.getValue() + ": give one of " + values
                    : problem.getValue() + ": give one of " + values;
        }
        return String.valueOf(problem.getMessage());
    }

    private static int report(Exception problem, CommandLine command) throws Exception {
        // Ctrl-C reaches the engine's own programs as well, whose failure may come first.
        if (problem instanceof InterruptedException || Interruption.hasBegun()) {
            command.getErr().println("interrupted");
            return ExitStatus.INTERRUPTED;
        }
        if (problem instanceof BuildProblemException) {
            complain(command, String.valueOf(problem.getMessage()));
            for (Throwable other : problem.getSuppressed()) {
                complain(command, String.valueOf(other.getMessage()));
            }
            return ExitStatus.of(problem);
        }
        throw problem;
    }

    private static void complain(CommandLine command, String message) {
        command.getErr().println(Ansi.AUTO.string("@|bold,red error:|@ ") + message);
    }
}
