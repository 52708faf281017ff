package dev.ackademy.ui.cli;

import java.util.List;

/// What a stretch of text means, and the colour that says so. As in the window: colour belongs to data. The hue is the
/// entity (whose key is always printed), vermillion is a broken promise and nothing else.
enum Ink {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    BROKEN("1;38;5;208"),
    KEPT("38;5;36"),
    KEY_1("38;5;32"),
    KEY_2("38;5;178"),
    KEY_3("38;5;35"),
    KEY_4("38;5;175"),
    KEY_5("38;5;117"),
    KEY_6("38;5;185");

    private static final List<Ink> KEYS = List.of(KEY_1, KEY_2, KEY_3, KEY_4, KEY_5, KEY_6);

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /// The ink of the entity that came `place`th (from 0).
    static Ink ofKey(int place) {
        return place < 0 ? PLAIN : KEYS.get(place % KEYS.size());
    }
}
