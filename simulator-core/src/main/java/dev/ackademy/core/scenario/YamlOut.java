package dev.ackademy.core.scenario;

import java.util.Map;

/// Writes a tree as YAML that reads back as the same tree. A text that the core schema would read as something else is
/// quoted.
final class YamlOut {

    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private YamlOut() {}

    static String write(Tree.Mapping root) {
        YamlOut yaml = new YamlOut();
        yaml.mapping(root, "");
        return yaml.out.toString();
    }

    /// In one line: `{cut: {request: produce}}`.
    static String inLine(Tree value) {
        YamlOut yaml = new YamlOut();
        yaml.flow(value);
        return yaml.out.toString();
    }

    private void mapping(Tree.Mapping mapping, String indent) {
        boolean first = true;
        for (Map.Entry<String, Tree> entry : mapping.entries().entrySet()) {
            if (!first || !inElement()) {
                out.append(indent);
            }
            first = false;
            out.append(quoted(entry.getKey())).append(':');
            below(entry.getValue(), indent);
        }
    }

    private boolean inElement() {
        return out.length() >= 2 && out.charAt(out.length() - 1) == ' ' && out.charAt(out.length() - 2) == '-';
    }

    private void below(Tree value, String indent) {
        switch (value) {
            case Tree.Scalar scalar -> out.append(' ').append(text(scalar)).append('\n');
            case Tree.Sequence sequence
            when flat(sequence) -> {
                out.append(' ');
                flow(sequence);
                out.append('\n');
            }
            case Tree.Sequence sequence -> {
                out.append('\n');
                sequence(sequence, indent + INDENT);
            }
            case Tree.Mapping mapping when mapping.entries().isEmpty() -> out.append(" {}\n");
            case Tree.Mapping mapping -> {
                out.append('\n');
                mapping(mapping, indent + INDENT);
            }
        }
    }

    private void sequence(Tree.Sequence sequence, String indent) {
        for (Tree element : sequence.elements()) {
            out.append(indent).append("- ");
            switch (element) {
                case Tree.Mapping mapping when !mapping.entries().isEmpty() -> mapping(mapping, indent + INDENT);
                case Tree.Mapping _ -> out.append("{}\n");
                case Tree.Scalar scalar -> out.append(text(scalar)).append('\n');
                case Tree.Sequence inner -> {
                    flow(inner);
                    out.append('\n');
                }
            }
        }
    }

    /// Lists of values, and lists of such lists, stand in one line.
    private static boolean flat(Tree.Sequence sequence) {
        return sequence.elements().stream().noneMatch(e -> e instanceof Tree.Mapping);
    }

    private void flow(Tree.Sequence sequence) {
        out.append('[');
        String comma = "";
        for (Tree element : sequence.elements()) {
            out.append(comma);
            comma = ", ";
            flow(element);
        }
        out.append(']');
    }

    private void flow(Tree.Mapping mapping) {
        out.append('{');
        String comma = "";
        for (Map.Entry<String, Tree> entry : mapping.entries().entrySet()) {
            out.append(comma).append(quoted(entry.getKey())).append(": ");
            comma = ", ";
            flow(entry.getValue());
        }
        out.append('}');
    }

    private void flow(Tree value) {
        switch (value) {
            case Tree.Scalar scalar -> out.append(text(scalar));
            case Tree.Sequence inner -> flow(inner);
            case Tree.Mapping inner -> flow(inner);
        }
    }

    private static String text(Tree.Scalar scalar) {
        return scalar.form() == Tree.Scalar.Form.TEXT ? quoted(scalar.text()) : scalar.text();
    }

    /// Plain where it is safe: words, durations, names.
    private static String quoted(String text) {
        if (text.matches("[A-Za-z][A-Za-z0-9_-]*( [A-Za-z0-9_-]+)*|[0-9]+(us|ms|s|m|h|d)") && !word(text)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c >= ' ' && c < 0x7f || Character.isLetterOrDigit(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(java.util.Locale.ROOT, "\\U%08x", c));
            }
        });
        return quoted.append('"').toString();
    }

    /// Words that YAML, old or new, reads as something else.
    private static boolean word(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).matches("true|false|null|yes|no|on|off|y|n|nan|inf");
    }
}
