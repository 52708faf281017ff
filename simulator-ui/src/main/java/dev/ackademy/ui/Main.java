package dev.ackademy.ui;

import dev.ackademy.ui.cli.AckademyCommand;
import dev.ackademy.ui.fx.shell.WindowCommands;
import dev.ackademy.ui.fx.shot.LessonPictures;

/// Where the program starts. Owns nothing but the hand-over: arguments to the window or to the command line, the exit
/// code to the system.
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        boolean window = arguments.length == 0 ? canShowWindows() : isForTheWindow(arguments[0]);
        System.exit(
                window
                        ? WindowCommands.run(arguments)
                        : AckademyCommand.execute(() -> new LessonPictures(), arguments)
                                .code());
    }

    /// Named here too, so that a command of the terminal loads nothing of the window.
    private static boolean isForTheWindow(String command) {
        return command.equals("open") || command.equals("shot");
    }

    /// On Linux a window needs a display server; without one the first lesson is held in the terminal.
    private static boolean canShowWindows() {
        boolean linux =
                System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT).contains("linux");
        return !linux || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || System.getProperty("glass.platform") != null;
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}
