package dev.ackademy.ui.cli;

/// The signs that pictures are drawn with, and one ASCII character for each where the character set lacks them.
final class Glyphs {

    private static final String SIGNS = "─╌│┊‖├┤┼▶◀╳↯▲⚑★…⋮·—→⊘✓µ×";
    private static final String ASCII = "-.|:\"+++><X!^*#~:-->Ovux";

    private Glyphs() {}

    static String ascii(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int sign = SIGNS.indexOf(text.charAt(i));
            out.append(sign < 0 ? text.charAt(i) : ASCII.charAt(sign));
        }
        return out.toString();
    }

    /// At most `most` characters, with a sign where some were left out.
    static String clip(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return most < 1 ? "" : text.substring(0, most - 1) + "…";
    }
}
