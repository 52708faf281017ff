package dev.ackademy.core.scenario;

import java.util.List;

/// What one value of the file may be.
sealed interface ValueType {

    int LONGEST_NAME = 60;

    /// A sentence or a word that a person reads.
    record Text(int most) implements ValueType {}

    /// A name given by the person. `dots`: `orders.retry` is one (a topic); otherwise a dot separates
    /// names.
    record Name(boolean dots) implements ValueType {

        static final Name PLAIN = new Name(false);
        static final Name TOPIC = new Name(true);

        String pattern() {
            return dots ? "[A-Za-z][A-Za-z0-9._-]*" : "[A-Za-z][A-Za-z0-9_-]*";
        }

        boolean accepts(String text) {
            return text.length() <= LONGEST_NAME && text.matches(pattern());
        }

        String words() {
            return "letters, digits, " + (dots ? "'.', " : "") + "'-' and '_', a letter first, at most " + LONGEST_NAME
                    + " characters";
        }
    }

    /// An entity's key: it becomes part of `KEY#VERSION`.
    record Key() implements ValueType {

        static final String PATTERN = "[A-Za-z0-9._:@-]{1,60}";

        boolean accepts(String text) {
            return text.matches(PATTERN);
        }
    }

    /// A subject or a pattern of subjects of NATS, in which `*` stands for one token and a final `>` for
    /// the rest.
    record Subject() implements ValueType {

        static final String PATTERN = "([A-Za-z0-9_-]+|\\*)(\\.([A-Za-z0-9_-]+|\\*))*(\\.>)?|>";

        boolean accepts(String text) {
            return text.length() <= LONGEST_NAME && text.matches(PATTERN);
        }
    }

    record Truth() implements ValueType {}

    /// @param limit what the upper bound protects, in words; empty where the number says it
    record Count(long least, long most, String limit) implements ValueType {}

    /// @param sign        what it may be
    /// @param never       `never` is a value too (written -1 by the vendors)
    /// @param words       words that may stand in the same place
    record Duration(Sign sign, boolean never, List<String> words) implements ValueType {

        /// `ABOVE_ZERO`: what happens again and again would never let time pass with 0.
        enum Sign {
            ANY,
            NOT_NEGATIVE,
            ABOVE_ZERO
        }

        static final long MOST_MICROS = 366L * 86_400_000_000L;
    }

    /// @param later words that are known but not available yet
    record Word(List<String> words, List<String> later) implements ValueType {}

    record Ref(Target target) implements ValueType {}

    /// `KEY#VERSION`
    record MessageId() implements ValueType {

        static final String PATTERN = "[A-Za-z0-9._:@-]{1,60}#[1-9][0-9]{0,8}";
    }

    /// The path of a step: a verb of the process, or its number (`2`, `2.1` inside a transaction).
    record StepRef() implements ValueType {}

    /// What a reference names.
    enum Target {
        TOPIC("topic"),
        STORE("store"),
        DATABASE("store of kind database"),
        SERVICE("store of kind service"),
        /// What a transaction may be over.
        UNIT("store of kind database, or broker"),
        PROCESS("process"),
        INSTANCE("process or instance"),
        BROKER("broker"),
        NODE("node"),
        TABLE("table");

        private final String words;

        Target(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
