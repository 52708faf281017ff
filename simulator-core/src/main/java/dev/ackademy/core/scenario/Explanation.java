package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.List;

/// Collects what the resolution of a scenario has to say beside its values.
final class Explanation {

    private final List<Resolved.Resisted> resisted = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();

    void resisted(String path, String value, Origin origin, String preset, String presetValue) {
        resisted.add(new Resolved.Resisted(path, value, origin, preset, presetValue));
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /// A written value that the kind of broker has no use for.
    void passedOver(String sentence) {
        passedOver.add(sentence);
        note(sentence);
    }

    List<Resolved.Resisted> resisted() {
        return List.copyOf(resisted);
    }

    List<String> passedOver() {
        return List.copyOf(passedOver);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
