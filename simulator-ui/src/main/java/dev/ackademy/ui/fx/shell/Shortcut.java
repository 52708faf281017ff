package dev.ackademy.ui.fx.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Every shortcut of the window, in the order in which the sheet of shortcuts lists them. What is not here is no
/// shortcut.
enum Shortcut {
    PLAY("Space", "Play or pause", plain(KeyCode.SPACE)),
    STEP("S or →", "Step forward by one event", plain(KeyCode.S), plain(KeyCode.RIGHT)),
    BACK("←", "Step back by one event", plain(KeyCode.LEFT)),
    NEXT_FLAG("Shift+→", "Next flag", shift(KeyCode.RIGHT)),
    PREVIOUS_FLAG("Shift+←", "Previous flag", shift(KeyCode.LEFT)),
    START("Home", "To the start", plain(KeyCode.HOME)),
    END("End", "To the end", plain(KeyCode.END)),
    FASTER(
            "+",
            "Faster",
            plain(KeyCode.PLUS),
            plain(KeyCode.ADD),
            plain(KeyCode.EQUALS),
            shift(KeyCode.EQUALS),
            shift(KeyCode.PLUS)),
    SLOWER("-", "Slower", plain(KeyCode.MINUS), plain(KeyCode.SUBTRACT)),
    CHOOSE(
            "1–4",
            "Choose an answer, while a prediction is open",
            plain(KeyCode.DIGIT1),
            plain(KeyCode.DIGIT2),
            plain(KeyCode.DIGIT3),
            plain(KeyCode.DIGIT4),
            plain(KeyCode.NUMPAD1),
            plain(KeyCode.NUMPAD2),
            plain(KeyCode.NUMPAD3),
            plain(KeyCode.NUMPAD4)),
    LOCK("Enter", "Lock the answer", plain(KeyCode.ENTER)),
    SHOW_ALL("V", "Show all: replicas, watermarks and commits", plain(KeyCode.V)),
    WHY("W", "Why: the first step of the chain", plain(KeyCode.W)),
    WHY_DOWN("↓", "Down the chain, or to the next place of the stage", plain(KeyCode.DOWN)),
    WHY_UP("↑", "Up the chain, or to the place before", plain(KeyCode.UP)),
    INJECT("F", "Break something", plain(KeyCode.F)),
    STAGE("Ctrl+1", "Stage", control(KeyCode.DIGIT1)),
    SPACE_TIME("Ctrl+2", "Space-time", control(KeyCode.DIGIT2)),
    EXPLORE("Ctrl+3", "Explore", control(KeyCode.DIGIT3)),
    OPEN("Ctrl+O", "Open a scenario or a recording", control(KeyCode.O)),
    RECORD("Ctrl+R", "Save the run as a recording", control(KeyCode.R)),
    FIT("Ctrl+0", "The whole stage", control(KeyCode.DIGIT0)),
    ZOOM_IN("Ctrl++", "Larger", control(KeyCode.PLUS), control(KeyCode.EQUALS), control(KeyCode.ADD)),
    ZOOM_OUT("Ctrl+-", "Smaller", control(KeyCode.MINUS), control(KeyCode.SUBTRACT)),
    CLOSE("Esc", "Close a message or this sheet; show or hide the callout", plain(KeyCode.ESCAPE)),
    HELP("?", "All shortcuts", shift(KeyCode.SLASH));

    /// @param control Ctrl, or Command where the platform uses it
    record Chord(KeyCode code, boolean shift, boolean control) {}

    private final String keys;
    private final String text;
    private final List<Chord> chords;

    Shortcut(String keys, String text, Chord... chords) {
        this.keys = keys;
        this.text = text;
        this.chords = List.of(chords);
    }

    private static Chord plain(KeyCode code) {
        return new Chord(code, false, false);
    }

    private static Chord shift(KeyCode code) {
        return new Chord(code, true, false);
    }

    private static Chord control(KeyCode code) {
        return new Chord(code, false, true);
    }

    /// What the sheet prints: `Shift+→`.
    String keys() {
        return keys;
    }

    String text() {
        return text;
    }

    /// The first is what tests press.
    List<Chord> chords() {
        return chords;
    }

    /// Works wherever the window is, not on a run alone.
    boolean everywhere() {
        return this == OPEN || this == HELP || this == CLOSE;
    }

    /// Means something only while a prediction is open.
    boolean answers() {
        return this == CHOOSE || this == LOCK;
    }

    /// A key that prints `?` is the shortcut of the sheet, wherever the keyboard has it.
    static Optional<Shortcut> of(KeyEvent event) {
        if ("?".equals(event.getText())) {
            return Optional.of(HELP);
        }
        boolean control = event.isShortcutDown();
        Chord pressed = new Chord(event.getCode(), event.isShiftDown() && !control, control);
        return Arrays.stream(values())
                .filter(each -> each.chords.contains(pressed))
                .findFirst();
    }
}
