package dev.ackademy.ui.cli;

import dev.ackademy.core.model.Operation;
import java.util.ArrayList;
import java.util.List;

/// One line of the space-time picture before it is drawn: a message on its way, or something that happened at one node.
final class Moment {

    /// How a message went.
    enum Way {
        /// Not a message: something at one node.
        NONE,
        ARRIVED,
        ANSWERED,
        REFUSED,
        LOST
    }

    final int entry;
    final long at;
    final Way way;
    /// Where it began; for [Way#NONE] where it happened.
    final int from;
    final int to;
    /// What stands on the arrow.
    String label;
    final Operation operation;
    int weight;
    /// How many later ones look like it and are not drawn.
    int repeated;
    /// What happened at its end: beside the node's line.
    final List<String> marks = new ArrayList<>();
    /// What stands at the right margin.
    final List<String> notes = new ArrayList<>();

    final List<Flag> flags = new ArrayList<>();

    /// @param broken a promise; false where it is allowed
    record Flag(String words, boolean broken) {}

    private Moment(int entry, long at, Way way, int from, int to, String label, Operation operation, int weight) {
        this.entry = entry;
        this.at = at;
        this.way = way;
        this.from = from;
        this.to = to;
        this.label = label;
        this.operation = operation;
        this.weight = weight;
    }

    static Moment message(
            int entry, long at, Way way, int from, int to, String label, Operation operation, int weight) {
        return new Moment(entry, at, way, from, to, label, operation, weight);
    }

    static Moment at(int entry, long at, int node, String mark, Operation operation, int weight) {
        Moment moment = new Moment(entry, at, Way.NONE, node, node, "", operation, weight);
        moment.marks.add(mark);
        return moment;
    }

    Moment note(String words) {
        if (words != null && !words.isEmpty() && !notes.contains(words)) {
            notes.add(words);
        }
        return this;
    }

    /// What happened stands before whom it concerns.
    Moment noteFirst(String words) {
        if (words != null && !words.isEmpty() && !notes.contains(words)) {
            notes.addFirst(words);
        }
        return this;
    }

    /// Equal for moments that would be drawn alike, whichever attempt they are.
    String shape() {
        return way + " " + from + " " + to + " " + label.replaceAll(" ×[0-9]+$", "") + " "
                + (way == Way.NONE ? marks + " " + notes : marks);
    }

    /// The entity that it is about; null for none or several.
    String key() {
        return operation == null ? null : operation.key();
    }
}
