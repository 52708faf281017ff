package dev.ackademy.core.scenario;

/// Where a value stands: a file with line and column (from 1), or the option of the command line that gave it (line 0).
public record Place(String source, int line, int column) {

    static Place ofOption(String option) {
        return new Place(option, 0, 0);
    }

    /// `scenario.yaml:14`, as `show` prints it.
    public String inShort() {
        return line == 0 ? source : source + ":" + line;
    }

    /// `scenario.yaml:14:5`
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
