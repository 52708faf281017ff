package dev.ackademy.ui.cli;

import dev.ackademy.ui.workbench.RunLibrary;
import dev.ackademy.ui.workbench.WrongUse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The run library for the time of a command. A command reads it and never begins one.
final class LibraryOfCommand {

    private LibraryOfCommand() {}

    /// @param nothing the answer where no run was ever kept
    /// @throws WrongUse where there is a library and it cannot be read
    static <T> T read(Path home, T nothing, Function<RunLibrary, T> reader) {
        if (!RunLibrary.isIn(home)) {
            return nothing;
        }
        List<String> messages = new ArrayList<>();
        try (RunLibrary library = RunLibrary.open(home, messages::add)) {
            T read = reader.apply(library);
            if (!messages.isEmpty()) {
                throw new WrongUse(String.join(" ", messages));
            }
            return read;
        }
    }
}
