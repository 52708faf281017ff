package dev.ackademy.ui.cli;

/// Text of a person or a file, made fit for a terminal: control characters, line ends and the marks that turn the
/// writing direction are shown as escapes, so that nothing in a file can move the cursor or hide a word.
final class SafeText {

    private SafeText() {}

    static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(safe, character));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int character) {
        if (Character.isISOControl(character) || isInvisible(character)) {
            safe.append(String.format("\\u%04x", character));
        } else {
            safe.appendCodePoint(character);
        }
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
