package dev.ackademy.ui.cli;

import dev.ackademy.ui.workbench.WrongUse;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/// One command line, run in this process: how it ended and what it wrote.
record CommandRun(int exit, String out, String err) {

    static CommandRun of(String... arguments) {
        return of(AckademyCommand.commandLine(Terminal.PLAIN, CommandRun::nowhere), arguments);
    }

    /// With this folder for the run library.
    static CommandRun at(Path home, String... arguments) {
        return of(AckademyCommand.commandLine(Terminal.PLAIN, () -> home), arguments);
    }

    /// While somebody types this.
    static CommandRun typing(String typed, String... arguments) {
        BufferedReader in = new BufferedReader(new StringReader(typed));
        return of(
                AckademyCommand.commandLine(Terminal.PLAIN, CommandRun::nowhere, in, () -> (_, _, _) -> List.of()),
                arguments);
    }

    /// While somebody types, with this folder for what is kept.
    static CommandRun typing(Path home, BufferedReader in, String... arguments) {
        return of(AckademyCommand.commandLine(Terminal.PLAIN, () -> home, in, () -> (_, _, _) -> List.of()), arguments);
    }

    private static Path nowhere() {
        throw new WrongUse("There is no folder here.");
    }

    private static CommandRun of(CommandLine command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = command.execute(arguments);
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
