package dev.ackademy.ui.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;

/// What the place can show that stdout goes to.
///
/// @param colour  whether escape sequences of colour may be written
/// @param glyphs  whether lines, arrows and signs beyond ASCII can be written
/// @param columns how many characters fit into a line
record Terminal(boolean colour, boolean glyphs, int columns) {

    /// The launcher sets it to the terminal's width when stdout is a terminal.
    static final String COLUMNS = "ackademy.columns";

    static final int NARROWEST = 60;
    static final int WIDEST = 160;
    private static final int USUAL = 100;
    private static final String SAMPLE = "─┼▶◀╳↯⚑…";

    static final Terminal PLAIN = new Terminal(false, true, USUAL);

    static Terminal detect(PrintStream out, Map<String, String> environment) {
        String told = System.getProperty(COLUMNS);
        return of(told, out.charset(), environment);
    }

    /// @param told the width that the launcher saw, null where stdout is no terminal
    static Terminal of(String told, Charset charset, Map<String, String> environment) {
        boolean isTerminal = told != null;
        boolean colour = isTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        boolean glyphs = charset.canEncode() && charset.newEncoder().canEncode(SAMPLE);
        int columns = number(told, number(environment.get("COLUMNS"), USUAL));
        return new Terminal(colour, glyphs, Math.clamp(columns, NARROWEST, WIDEST));
    }

    private static int number(String text, int otherwise) {
        return text != null && text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : otherwise;
    }
}
