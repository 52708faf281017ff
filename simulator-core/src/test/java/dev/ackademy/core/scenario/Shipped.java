package dev.ackademy.core.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The scenarios that the product brings along, as files of the repository.
final class Shipped {

    private Shipped() {}

    static List<Path> files() {
        Path catalog = repository().resolve("lessons/catalog");
        try (Stream<Path> folders = Files.list(catalog)) {
            return folders.map(f -> f.resolve("scenario.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> texts() {
        return files().stream().map(Shipped::text).toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The folder of the repository, wherever in it the tests are run.
    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("lessons/catalog"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
