package dev.ackademy.ui.fx.run;

import dev.ackademy.core.check.Finding;
import java.util.ArrayList;
import java.util.List;

/// One change that a person made to a scenario, in the order in which it was made.
///
/// @param label what the window calls it: `You cut shop.1 to B1 at 0.620`
/// @param lines of a setting: `path=value` as `--set` takes it; of a fault or change: its YAML
public record Edit(Kind kind, String label, List<String> lines) {

    public enum Kind {
        SETTING,
        FAULT,
        CHANGE
    }

    public static Edit setting(String label, List<String> lines) {
        return new Edit(Kind.SETTING, label, List.copyOf(lines));
    }

    public static Edit of(Finding.Fix fix) {
        List<String> lines = new ArrayList<>();
        fix.settings().forEach((path, value) -> lines.add(path + "=" + value));
        return setting(fix.text(), lines);
    }

    public static Edit fault(String label, String yaml) {
        return new Edit(Kind.FAULT, label, List.of(yaml));
    }

    public static Edit change(String label, String yaml) {
        return new Edit(Kind.CHANGE, label, List.of(yaml));
    }
}
