package dev.ackademy.core.model;

/// Subjects of NATS: tokens between dots. In a pattern `*` stands for one token and a final `>` for one or more.
public final class Subject {

    private Subject() {}

    /// Whether a message to this subject is one for the pattern.
    public static boolean matches(String pattern, String subject) {
        String[] wanted = pattern.split("\\.", -1);
        String[] tokens = subject.split("\\.", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals(">") && i == wanted.length - 1) {
                return tokens.length > i;
            }
            if (i >= tokens.length || !wanted[i].equals("*") && !wanted[i].equals(tokens[i])) {
                return false;
            }
        }
        return wanted.length == tokens.length;
    }

    /// Whether one subject may be matched by both patterns.
    public static boolean overlap(String one, String other) {
        String[] a = one.split("\\.", -1);
        String[] b = other.split("\\.", -1);
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            if (i >= a.length || i >= b.length) {
                return false;
            }
            if (a[i].equals(">") || b[i].equals(">")) {
                return true;
            }
            if (!a[i].equals("*") && !b[i].equals("*") && !a[i].equals(b[i])) {
                return false;
            }
        }
        return true;
    }

    /// The subject of a message that is published to a topic: the topic's own name where one of its
    /// patterns takes that, otherwise the name and the entity's key as a token of its own.
    public static String of(String topic, java.util.List<String> patterns, String key) {
        for (String pattern : patterns) {
            if (matches(pattern, topic)) {
                return topic;
            }
        }
        return key == null ? topic : topic + "." + key.replace('.', '_');
    }
}
