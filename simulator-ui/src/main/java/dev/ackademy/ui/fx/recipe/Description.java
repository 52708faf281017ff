package dev.ackademy.ui.fx.recipe;

import java.util.ArrayList;
import java.util.List;

/// What the author of a scenario file says about it: the first lines of comment.
public final class Description {

    private Description() {}

    /// Empty where the file has no comment.
    public static String of(String scenario) {
        List<String> lines = new ArrayList<>();
        for (String line : scenario.lines().toList()) {
            if (line.startsWith("# ")) {
                lines.add(line.substring(2).strip());
            } else if (!lines.isEmpty()) {
                break;
            }
        }
        return String.join(" ", lines);
    }
}
