package dev.ackademy.core.trace;

/// What is wrong with the line in hand; the reader adds the place. Quoted text of the file is made harmless and short.
final class BadLine extends RuntimeException {

    private static final int LONGEST_QUOTE = 60;

    BadLine(String problem) {
        super(problem, null, false, false);
    }

    static String quoted(String text) {
        return "'" + harmless(text, LONGEST_QUOTE) + "'";
    }

    /// Without control, format or other unprintable characters, and no longer than `most`.
    static String harmless(String text, int most) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && i < most; i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c < 0x7F || Character.isLetterOrDigit(c);
            out.append(plain ? c : '?');
        }
        return text.length() > most ? out.append("...").toString() : out.toString();
    }
}
