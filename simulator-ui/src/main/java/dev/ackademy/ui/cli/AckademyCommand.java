package dev.ackademy.ui.cli;

import dev.ackademy.connect.LiveRefused;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.RecordingRefused;
import dev.ackademy.lessons.PackRefused;
import dev.ackademy.lessons.script.ScriptRefused;
import dev.ackademy.ui.workbench.Pictures;
import dev.ackademy.ui.workbench.UserFolder;
import dev.ackademy.ui.workbench.Workbench;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The root of the command line: its own options, and the list of commands. A command is a `Callable<Integer>` of its
/// own class, named in `subcommands`, and answers with the code of an [ExitCode].
@Command(
        name = "ackademy",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "A teaching simulator of message delivery semantics. Without a command: the first lesson.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ackademy lesson list                   the course",
            "  ackademy run 03                        run a shipped scenario",
            "  ackademy run 03 --variant idempotent   and what mends it",
            "  ackademy show 03                       every setting of it, and who decided it"
        },
        subcommands = {
            LessonCommand.class,
            IncidentCommand.class,
            RunCommand.class,
            ScenariosCommand.class,
            ShowCommand.class,
            ExploreCommand.class,
            AnomaliesCommand.class,
            CompareCommand.class,
            ConformCommand.class,
            ObserveCommand.class,
            CheckCommand.class,
            ReplayCommand.class,
            RunsCommand.class,
            RerunCommand.class,
            SchemaCommand.class,
        },
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and as expected",
            "1:done, but not as expected",
            "2:wrong use or bad input",
            "3:unknown: a limit was reached first",
            "4:broker unavailable",
            "70:internal error"
        })
public final class AckademyCommand implements Callable<Integer> {

    /// Commands that the start of the program hands to the window before this class is loaded; listed here
    /// so that a person finds them.
    private static final String OF_THE_WINDOW = """
              open       Open the window, with a scenario or a recording: open [FILE].
              shot       Draw the window at one moment into a PNG file, without a display.
            """;

    private static final List<String> NAMES_OF_THE_WINDOW = List.of("open", "shot");

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;
    private final Workbench workbench = new Workbench();

    private final Supplier<Path> home;

    private final BufferedReader in;

    private final Supplier<Pictures> pictures;

    private AckademyCommand(Terminal terminal, Supplier<Path> home, BufferedReader in, Supplier<Pictures> pictures) {
        this.terminal = terminal;
        this.home = home;
        this.in = in;
        this.pictures = pictures;
    }

    /// Runs one command line and says how it ended. Arguments that begin with `@` are plain arguments: no
    /// file is read because of them.
    ///
    /// @param pictures asked only by a command that draws some
    public static ExitCode execute(Supplier<Pictures> pictures, String... arguments) {
        Terminal terminal = Terminal.detect(System.out, System.getenv());
        Stdout stdout = new Stdout();
        PrintWriter out = stdout.writer();
        try {
            ExitCode exit = ExitCode.of(commandLine(terminal, UserFolder::ofUser, stdin(), pictures)
                    .setOut(out)
                    .execute(arguments));
            out.flush();
            if (stdout.problem().isEmpty()) {
                return exit;
            }
            System.err.println("ackademy: stdout cannot be written: " + SafeText.of(stdout.problem()));
        } catch (Error outOfMeans) {
            System.err.println("ackademy: internal error: " + SafeText.of(outOfMeans.toString()));
        }
        return ExitCode.INTERNAL;
    }

    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, UserFolder::ofUser);
    }

    static CommandLine commandLine(Terminal terminal, Supplier<Path> home) {
        return commandLine(terminal, home, new BufferedReader(Reader.nullReader()), () -> (_, _, _) -> List.of());
    }

    private static BufferedReader stdin() {
        return new BufferedReader(new InputStreamReader(System.in, System.out.charset()));
    }

    /// @param home where what belongs to the person is kept; asked only by a command that needs it
    /// @param in   what a learner types
    static CommandLine commandLine(
            Terminal terminal, Supplier<Path> home, BufferedReader in, Supplier<Pictures> pictures) {
        CommandLine command = new CommandLine(new AckademyCommand(terminal, home, in, pictures));
        command.getHelpSectionMap()
                .computeIfPresent(
                        UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                        (_, list) -> help -> list.render(help) + OF_THE_WINDOW);
        return command.setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setExitCodeExceptionMapper(failure -> ExitCode.INTERNAL.code())
                .setParameterExceptionHandler(AckademyCommand::refuse)
                .setExecutionExceptionHandler(AckademyCommand::explain);
    }

    Terminal terminal() {
        return terminal;
    }

    Path home() {
        return home.get();
    }

    /// What a learner types, line by line.
    BufferedReader in() {
        return in;
    }

    Pictures pictures() {
        return pictures.get();
    }

    Workbench workbench() {
        return workbench;
    }

    /// Without a command: the first lesson.
    @Override
    public Integer call() {
        return spec.commandLine().getSubcommands().get("lesson").execute();
    }

    private static int refuse(ParameterException wrongUse, String[] arguments) {
        CommandLine command = wrongUse.getCommandLine();
        command.getErr().println("ackademy: " + SafeText.of(wrongUse.getMessage() + nearest(wrongUse)));
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_USE.code();
    }

    private static String nearest(ParameterException wrongUse) {
        if (!(wrongUse instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        CommandSpec of = wrongUse.getCommandLine().getCommandSpec();
        Stream<String> names = Stream.concat(of.subcommands().keySet().stream(), of.optionsMap().keySet().stream());
        if (of.parent() == null) {
            names = Stream.concat(names, NAMES_OF_THE_WINDOW.stream());
        }
        return NearestName.of(unmatched.getUnmatched().getFirst(), names)
                .map(name -> ". Did you mean '" + name + "'?")
                .orElse("");
    }

    private static int explain(Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        if (problem instanceof PackRefused
                || problem instanceof ScriptRefused
                || problem instanceof ScenarioRefused
                || problem instanceof RecordingRefused
                || problem instanceof LiveRefused
                || problem instanceof WrongUse) {
            if (problem instanceof LiveRefused live && !live.reasons().isEmpty()) {
                command.getErr().println("ackademy: this cannot be run on a real broker:");
                live.reasons().forEach(reason -> command.getErr().println("  " + SafeText.of(reason)));
                return ExitCode.WRONG_USE.code();
            }
            command.getErr().println("ackademy: " + SafeText.of(problem.getMessage()));
            return ExitCode.WRONG_USE.code();
        }
        command.getErr().println("ackademy: internal error: " + SafeText.of(problem.toString()));
        command.getErr().println("This is a bug. Please report it with the lines below and the command that you gave.");
        problem.printStackTrace(command.getErr());
        return ExitCode.INTERNAL.code();
    }
}
