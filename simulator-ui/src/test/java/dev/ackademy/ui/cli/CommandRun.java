package dev.ackademy.ui.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// One command line, run in this process: how it ended and what it wrote.
record CommandRun(int exit, String out, String err) {

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = AckademyCommand.commandLine(Terminal.PLAIN);
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = command.execute(arguments);
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
