package dev.ackademy.core.explore;

import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import java.util.Set;
import java.util.TreeSet;

/// What may be said of a search, and within which bounds. Nothing else says it.
public final class Claim {

    private static final String NOT_COVERED =
            "Not covered: more messages, nodes or faults, crashes inside a step, other latencies, bugs of the real"
                    + " broker.";

    private final Exploration exploration;

    Claim(Exploration exploration) {
        this.exploration = exploration;
    }

    /// One line: `No violation found: at most 2 faults and 1 reordering, for these 6 messages.`
    ///
    /// @param guarantees those that count
    public String title(Set<Guarantee> guarantees) {
        TreeSet<String> violated = new TreeSet<>();
        exploration
                .violating(guarantees)
                .forEach(outcome -> violated.add(outcome.anomaly().guarantee().word()));
        if (!violated.isEmpty()) {
            return "Violation found of " + String.join(", ", violated) + ": "
                    + exploration.bounds().words() + ", for " + messages() + ".";
        }
        Exploration.Stop stop = exploration.stopped();
        if (stop != null) {
            return "Stopped; nothing found in the first " + stop.placesDone() + " of " + stop.places() + " places.";
        }
        return (exploration.undecided() ? "Unknown, no violation found: " : "No violation found: ")
                + exploration.bounds().words() + ", for " + messages() + ".";
    }

    private String messages() {
        return "these " + Bounds.many(exploration.scenario().messages(), "message");
    }

    /// What was covered, word for word as it may be said.
    public String covered() {
        if (exploration.stopped() != null) {
            Exploration.Stop stop = exploration.stopped();
            return "The search was stopped while it tried " + stop.level().words() + ". " + conditions();
        }
        return "Every run of this scenario in the model of " + model(exploration.scenario()) + " with at most "
                + Bounds.many(exploration.bounds().faults(), "fault") + " at the listed "
                + Bounds.many(exploration.places().size(), "place") + " and at most "
                + Bounds.many(exploration.bounds().reorderings(), "reordering") + " was covered: " + how() + " "
                + conditions();
    }

    /// What holds before anything is covered: the model, and what no search covers.
    public static String frame(Scenario scenario) {
        return "In the model of " + model(scenario) + ". Latencies are those of seed " + scenario.seed() + ". "
                + NOT_COVERED;
    }

    /// What may be said of the smallest run that shows something.
    public static String of(SavedWitness smallest) {
        Shrinking.Bound bound = Shrinking.Bound.USUAL;
        return smallest.minimal()
                ? "Without any one of its faults, messages or nodes it is not found."
                : "The smallest within " + bound.runs() + " runs and " + bound.events() / 1_000_000
                        + " million events: a smaller one may show the same.";
    }

    private String how() {
        return exploration.states() > 0
                ? Bounds.many(exploration.states(), "distinct state") + ", matched by a 128-bit digest."
                : Bounds.many(
                                (int) Math.min(
                                        Integer.MAX_VALUE, exploration.work().runs()),
                                "run") + ", each made from the start.";
    }

    private String conditions() {
        String conditions =
                "Latencies are those of seed " + exploration.scenario().seed()
                        + "; time-outs were tried as on time" + (late() ? " or late" : "")
                        + ". " + NOT_COVERED;
        if (exploration.undecided()) {
            conditions += " Some runs ended at a limit of the scenario: what they do not show is not known.";
        }
        return exploration.forgot()
                ? conditions + " More states than are kept: some were searched more than once."
                : conditions;
    }

    private boolean late() {
        return exploration.places().stream()
                .anyMatch(place -> place.sort() == Place.Sort.LATE_ANSWER || place.sort() == Place.Sort.LATE_REQUEST);
    }

    /// The numbers are those of the rules that are modelled; a test holds them to the list.
    private static String model(Scenario scenario) {
        Scenario.Broker broker = scenario.broker();
        return switch (broker.kind()) {
            case "log" -> "Kafka (rules K1-K29)";
            case "jetstream" -> "NATS JetStream (rules J2-J5, J7-J17, J20)";
            case "pubsub" -> "core NATS (rule J1)";
            case "queue" -> broker.style().equals("bullmq") ? "BullMQ (rules B1-B7)" : "RabbitMQ (rules Q1-Q16)";
            default -> broker.kind();
        };
    }
}
