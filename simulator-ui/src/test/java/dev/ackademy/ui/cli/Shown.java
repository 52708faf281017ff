package dev.ackademy.ui.cli;

import java.util.List;
import java.util.stream.Collectors;

/// Lines as they reach a terminal.
final class Shown {

    private Shown() {}

    static String on(Terminal terminal, List<Line> lines) {
        return lines.stream().map(line -> line.render(terminal) + "\n").collect(Collectors.joining());
    }
}
