package dev.ackademy.lessons.script;

import dev.ackademy.core.model.Anomaly;
import java.util.List;

/// What a learner predicts before the run is played.
public sealed interface Question {

    String text();

    /// What can be chosen, two or more, in the order of the text.
    List<String> options();

    /// What comes out. Exactly one choice has claims that are all true of the run.
    record Outcome(String text, List<Choice> choices) implements Question {
        @Override
        public List<String> options() {
            return choices.stream().map(Choice::text).toList();
        }
    }

    /// Why it came out so. Exactly one choice names an entry that stands in the causal chain of the
    /// finding.
    ///
    /// @param operation of the finding, empty for the first one
    record Why(String text, Anomaly anomaly, String operation, List<Reason> choices) implements Question {
        @Override
        public List<String> options() {
            return choices.stream().map(Reason::text).toList();
        }
    }

    record Choice(String text, List<Claim> claims) {}

    record Reason(String text, Claim.Happening entry) {}
}
