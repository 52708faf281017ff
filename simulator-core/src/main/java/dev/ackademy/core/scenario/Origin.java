package dev.ackademy.core.scenario;

/// Who decided a value. The levels stand in order of precedence: a later one overrides an earlier one.
///
/// @param name  the preset's or variant's name, empty otherwise
/// @param place where it was written; for a default the place of the block that left it out
public record Origin(Level level, String name, Place place) {

    public enum Level {
        DEFAULT,
        PRESET,
        FILE,
        VARIANT,
        SET
    }

    static Origin file(Place place) {
        return new Origin(Level.FILE, "", place);
    }

    Origin at(Place other) {
        return new Origin(level, name, other);
    }

    Origin byDefault() {
        return new Origin(Level.DEFAULT, "", place);
    }

    Origin byPreset(String preset) {
        return new Origin(Level.PRESET, preset, place);
    }

    /// `default`, `preset at-least-once`, `scenario.yaml:14`, `variant fixed`, `--set`.
    public String words() {
        return switch (level) {
            case DEFAULT -> "default";
            case PRESET -> "preset " + name;
            case FILE -> place.inShort();
            case VARIANT -> "variant " + name;
            case SET -> "--set";
        };
    }
}
