package dev.ackademy.ui.workbench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where what belongs to one person is kept: `ACKADEMY_HOME` where it is set, else where the platform keeps such files
/// (`%APPDATA%`; `~/Library/Application Support`; `XDG_DATA_HOME`, by default `~/.local/share`).
public final class UserFolder {

    public static final String VARIABLE = "ACKADEMY_HOME";

    private UserFolder() {}

    /// Of the person who runs this program.
    ///
    /// @throws WrongUse where no folder can be told
    public static Path ofUser() {
        return of(System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
    }

    /// Where packs of lessons are kept.
    public static Path lessons(Path home) {
        return home.resolve("lessons");
    }

    /// An absolute path. Nothing is looked up or created.
    static Path of(Map<String, String> environment, String system, String userHome) {
        String chosen = environment.getOrDefault(VARIABLE, "");
        if (!chosen.isBlank()) {
            return Workbench.path(chosen).toAbsolutePath().normalize();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            Path roaming = absolute(environment.getOrDefault("APPDATA", ""));
            return (roaming == null ? home(userHome).resolve("AppData").resolve("Roaming") : roaming)
                    .resolve("Ackademy");
        }
        if (name.startsWith("mac")) {
            return home(userHome)
                    .resolve("Library")
                    .resolve("Application Support")
                    .resolve("Ackademy");
        }
        Path data = absolute(environment.getOrDefault("XDG_DATA_HOME", ""));
        return (data == null ? home(userHome).resolve(".local").resolve("share") : data).resolve("ackademy");
    }

    private static Path home(String userHome) {
        Path home = absolute(userHome);
        if (home == null) {
            throw new WrongUse("This computer names no home folder. Set " + VARIABLE + " to a folder of yours.");
        }
        return home;
    }

    /// Null where it is none: the convention says that a relative path is to be ignored.
    private static Path absolute(String path) {
        Path found = path.isBlank() ? null : Workbench.path(path);
        return found == null || !found.isAbsolute() ? null : found.normalize();
    }
}
