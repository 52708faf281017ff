package dev.ackademy.ui.cli;

import java.util.ArrayList;
import java.util.List;

/// One line of a terminal: text with its ink, written anywhere in it and over what was there. Whatever is written
/// passes through [SafeText].
final class Line {

    private final StringBuilder text = new StringBuilder();
    private final List<Ink> inks = new ArrayList<>();

    static Line of(String text) {
        return new Line().add(text);
    }

    Line add(String more) {
        return add(more, Ink.PLAIN);
    }

    Line add(String more, Ink ink) {
        return put(text.length(), more, ink);
    }

    /// Writes from column `x` (from 0) on.
    Line put(int x, String words, Ink ink) {
        String safe = SafeText.of(words);
        to(x);
        for (int i = 0; i < safe.length(); i++) {
            if (x + i == text.length()) {
                text.append(safe.charAt(i));
                inks.add(ink);
            } else {
                text.setCharAt(x + i, safe.charAt(i));
                inks.set(x + i, ink);
            }
        }
        return this;
    }

    Line put(int x, String words) {
        return put(x, words, Ink.PLAIN);
    }

    /// Spaces up to column `x`.
    Line to(int x) {
        while (text.length() < x) {
            text.append(' ');
            inks.add(Ink.PLAIN);
        }
        return this;
    }

    int length() {
        return text.length();
    }

    String render(Terminal terminal) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (from < end) {
            Ink ink = inks.get(from);
            int to = from;
            while (to < end && inks.get(to) == ink) {
                to++;
            }
            String words = text.substring(from, to);
            boolean coloured = terminal.colour() && !ink.code().isEmpty() && !words.isBlank();
            out.append(coloured ? "\u001b[" + ink.code() + "m" + words + "\u001b[0m" : words);
            from = to;
        }
        return terminal.glyphs() ? out.toString() : Glyphs.ascii(out.toString());
    }
}
