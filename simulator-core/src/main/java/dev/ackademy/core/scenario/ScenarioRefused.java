package dev.ackademy.core.scenario;

/// A scenario that cannot be read, in one line: place, cause, what was expected or the nearest word, what to do next.
/// The only exception that reading a scenario throws. Control characters of the file are escaped in it.
public final class ScenarioRefused extends RuntimeException {

    private static final int LONGEST = 600;

    private final transient Place place;
    private final int more;

    ScenarioRefused(Place place, String cause) {
        this(place, cause, 0);
    }

    ScenarioRefused(Place place, String cause, int more) {
        super(line(place, cause, more));
        this.place = place;
        this.more = more;
    }

    public Place place() {
        return place;
    }

    /// How many further problems the file has, as far as they were looked for.
    public int more() {
        return more;
    }

    private static String line(Place place, String cause, int more) {
        String text = place + ": " + cause;
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return escaped(shortened) + (more == 0 ? "" : " (and " + more + " more)");
    }

    /// The text with every control character written as `\\u001b`, so that a file cannot move the cursor of
    /// a terminal.
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (shown(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
            }
        });
        return out.toString();
    }

    private static boolean shown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
