package dev.ackademy.ui.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root of the command line: its own options, and the list of commands. A command is a `Callable<ExitCode>` of its
/// own class, named in `subcommands`.
@Command(
        name = "ackademy",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "A teaching simulator of message delivery semantics.",
        subcommands = {},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and as expected",
            "1:done, but not as expected",
            "2:wrong use or bad input",
            "3:unknown: a limit was reached first",
            "4:broker unavailable",
            "70:internal error"
        })
public final class AckademyCommand implements Callable<ExitCode> {

    @Spec
    private CommandSpec spec;

    /// Runs one command line and says how it ended. Arguments that begin with `@` are plain arguments: no
    /// file is read
    /// because of them.
    public static ExitCode execute(String... arguments) {
        return ExitCode.of(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AckademyCommand())
                .setExpandAtFiles(false)
                .setExitCodeExceptionMapper(failure -> ExitCode.INTERNAL.code())
                .setParameterExceptionHandler(AckademyCommand::refuse)
                .setExecutionExceptionHandler(AckademyCommand::confess);
    }

    /// Without a command there is nothing to do but to say what can be done.
    @Override
    public ExitCode call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.EXPECTED;
    }

    private static int refuse(ParameterException wrongUse, String[] arguments) {
        CommandLine command = wrongUse.getCommandLine();
        command.getErr().println("ackademy: " + SafeText.of(wrongUse.getMessage()));
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_USE.code();
    }

    private static int confess(Exception bug, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("ackademy: internal error: " + SafeText.of(bug.toString()));
        command.getErr().println("This is a bug. Please report it with the lines below and the command that you gave.");
        bug.printStackTrace(command.getErr());
        return ExitCode.INTERNAL.code();
    }
}
