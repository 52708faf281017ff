package dev.ackademy.ui;

import dev.ackademy.ui.cli.AckademyCommand;

/// Where the program starts. Owns nothing but the hand-over: arguments to the command line, its exit code to the
/// system.
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        System.exit(AckademyCommand.execute(arguments).code());
    }
}
