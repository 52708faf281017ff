package dev.ackademy.lessons.script;

import java.util.List;
import java.util.SequencedMap;

/// The text of a lesson or an incident, read and checked.
///
/// @param chapter    its title, empty for an incident
/// @param level      `first`, `core` or `deep`
/// @param stake      who is hurt and by what, in one sentence
/// @param symptom    what somebody noticed; empty for a lesson
/// @param basis      the scenario that is played: the name of a shipped one, empty for the one beside the text
/// @param variant    of that scenario, empty for none
/// @param sets       `path=value`, after the variant
/// @param hints      a ladder, from a nudge to nearly the answer
/// @param sections   by heading, in the order in which they are read
public record Script(
        String title,
        String chapter,
        int minutes,
        String level,
        String stake,
        String symptom,
        String basis,
        String variant,
        List<String> sets,
        List<Machinery> machinery,
        List<Question> questions,
        Goal goal,
        List<Setting> settings,
        List<String> hints,
        String takeaway,
        List<Reference> references,
        SequencedMap<String, List<Block>> sections) {

    /// The section in this place, from 0: the situation, what to watch, the why, how to mend it.
    public List<Block> section(int place) {
        return List.copyOf(sections.values()).get(place);
    }
}
