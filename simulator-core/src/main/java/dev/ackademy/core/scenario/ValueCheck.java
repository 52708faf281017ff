package dev.ackademy.core.scenario;

import java.util.List;
import java.util.stream.Collectors;

/// Says what is wrong with one value, and what was expected.
final class ValueCheck {

    private static final int MANY = 12;

    private ValueCheck() {}

    /// What is wrong, in words that begin with the value's name; null where nothing is.
    static String wrong(ValueType type, Tree.Scalar scalar, String name, boolean laterAllowed) {
        return switch (type) {
            case ValueType.Text text -> text(text, scalar, name);
            case ValueType.Name own ->
                own.accepts(scalar.text())
                        ? null
                        : "'" + scalar.text() + "' is no name for a " + name + "; allowed are " + own.words();
            case ValueType.Key key ->
                key.accepts(scalar.text())
                        ? null
                        : "'" + scalar.text() + "' is no key; allowed are letters, digits and . _ : @ -, at most 60";
            case ValueType.Subject subject ->
                subject.accepts(scalar.text())
                        ? null
                        : "'" + scalar.text()
                                + "' is no subject; allowed are letters, digits, '-' and '_' between dots, '*' for one"
                                + " token and a last '>' for the rest";
            case ValueType.Truth _ ->
                scalar.form() == Tree.Scalar.Form.TRUTH
                        ? null
                        : "'" + name + "' needs true or false, not " + scalar.seen();
            case ValueType.Count count -> count(count, scalar, name);
            case ValueType.Duration duration -> duration(duration, scalar, name);
            case ValueType.Word word -> word(word, scalar, name, laterAllowed);
            case ValueType.Ref ref -> scalar.text().isBlank() ? "'" + name + "' needs " + expected(ref) : null;
            case ValueType.MessageId _ ->
                scalar.text().matches(ValueType.MessageId.PATTERN)
                        ? null
                        : "'" + name + "' needs KEY#VERSION as in \"A#2\" (in quotes), not " + scalar.seen();
            case ValueType.StepRef _ -> scalar.text().isBlank() ? "'" + name + "' needs a step" : null;
        };
    }

    private static String text(ValueType.Text text, Tree.Scalar scalar, String name) {
        if (scalar.text().length() > text.most()) {
            return "'" + name + "' is longer than " + text.most() + " characters";
        }
        return null;
    }

    private static String count(ValueType.Count count, Tree.Scalar scalar, String name) {
        if (scalar.form() != Tree.Scalar.Form.WHOLE) {
            return "'" + name + "' needs a whole number, not " + scalar.seen();
        }
        boolean inside = scalar.text().length() <= 19;
        if (inside) {
            try {
                long value = Long.parseLong(scalar.text());
                inside = value >= count.least() && value <= count.most();
            } catch (NumberFormatException _) {
                inside = false;
            }
        }
        return inside ? null : "'" + name + "' must be " + bounds(count) + ", not " + shown(scalar.text());
    }

    private static String shown(String digits) {
        return digits.length() > 30 ? digits.substring(0, 30) + "..." : digits;
    }

    private static String bounds(ValueType.Count count) {
        String least = String.format(java.util.Locale.ROOT, "%,d", count.least());
        String most = String.format(java.util.Locale.ROOT, "%,d", count.most());
        String range = count.most() >= Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
        return range + (count.limit().isEmpty() ? "" : " (" + count.limit() + ")");
    }

    private static String duration(ValueType.Duration duration, Tree.Scalar scalar, String name) {
        if (duration.words().contains(scalar.text())) {
            return null;
        }
        if (duration.never() && (scalar.text().equals("never") || scalar.text().equals("-1"))) {
            return null;
        }
        long micros;
        try {
            micros = Durations.micros(scalar.text());
        } catch (IllegalArgumentException wrong) {
            String shown = scalar.seen();
            return "'" + name + "': " + shown + " " + wrong.getMessage();
        }
        if (micros < 0 && duration.sign() != ValueType.Duration.Sign.ANY) {
            return "'" + name + "' must not be negative: " + scalar.text();
        }
        if (micros == 0 && duration.sign() == ValueType.Duration.Sign.ABOVE_ZERO) {
            return "'" + name + "' must be longer than 0";
        }
        return Math.abs(micros) > ValueType.Duration.MOST_MICROS
                ? "'" + name + "' must be at most 366d, not " + scalar.text()
                : null;
    }

    private static String word(ValueType.Word word, Tree.Scalar scalar, String name, boolean laterAllowed) {
        if (word.words().contains(scalar.text())) {
            return null;
        }
        if (word.later().contains(scalar.text())) {
            return laterAllowed
                    ? null
                    : "'" + name + ": " + scalar.text() + "' is not available yet; available: " + list(word.words());
        }
        List<String> all = new java.util.ArrayList<>(word.words());
        all.addAll(word.later());
        String hint = NearestWord.hint(scalar.text(), all);
        if (all.size() > MANY && !hint.isEmpty()) {
            return "'" + name + "' cannot be " + scalar.seen() + "." + hint;
        }
        return "'" + name + "' must be " + (all.size() == 1 ? "" : "one of ") + list(all) + ", not " + scalar.seen()
                + "." + hint;
    }

    private static String list(List<String> words) {
        return String.join(", ", words);
    }

    /// `a duration as in 20ms`
    static String expected(ValueType type) {
        return switch (type) {
            case ValueType.Text _ -> "a text";
            case ValueType.Name _ -> "a name";
            case ValueType.Subject _ -> "a subject as in orders.>";
            case ValueType.Key _ -> "a key";
            case ValueType.Truth _ -> "true or false";
            case ValueType.Count count -> "a whole number, " + bounds(count);
            case ValueType.Duration duration ->
                "a duration as in 20ms"
                        + switch (duration.sign()) {
                            case ANY -> ", also negative";
                            case NOT_NEGATIVE -> "";
                            case ABOVE_ZERO -> ", not 0";
                        }
                        + (duration.never() ? ", or never" : "")
                        + (duration.words().isEmpty() ? "" : ", or one of " + list(duration.words()));
            case ValueType.Word word ->
                word.words().size() == 1 ? word.words().getFirst() : "one of " + list(word.words());
            case ValueType.Ref ref -> "the name of a " + ref.target().words();
            case ValueType.MessageId _ -> "KEY#VERSION";
            case ValueType.StepRef _ -> "a step";
        };
    }

    static String expected(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> expected(scalar.type());
            case Shape.Listing listing -> "a list (" + expected(listing.each()) + " each)";
            case Shape.StepList _ -> "a list of steps";
            case Shape.Either either ->
                either.forms().stream().map(ValueCheck::expected).collect(Collectors.joining(", or "));
            case Shape.Block _, Shape.Named _, Shape.Cases _, Shape.Overlays _ -> "a mapping";
            case Shape.Verbs verbs -> "a " + verbs.what();
            case Shape.Anything _ -> "anything";
        };
    }
}
