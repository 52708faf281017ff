package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the README shows of a command is what the command says.
class ReadmeTest {

    private static final String COMMAND = "    $ ./ackademy run 05";

    @Test
    void theFirstPictureIsWhatTheCommandPrints() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "README.md"));
        String shown = lines.stream()
                .skip(lines.indexOf(COMMAND) + 1)
                .takeWhile(line -> line.isEmpty() || line.startsWith("    "))
                .map(line -> line.isEmpty() ? line : line.substring(4))
                .collect(Collectors.joining("\n"));
        String printed = CommandRun.of("run", "05")
                .out()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
        assertThat(shown.strip()).isEqualTo(printed.strip());
    }
}
