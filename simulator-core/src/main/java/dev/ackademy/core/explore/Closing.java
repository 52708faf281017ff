package dev.ackademy.core.explore;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.scenario.Scenario.Store;
import dev.ackademy.core.scenario.ScenarioRefused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// What closes a hole: changes of one setting, each searched within the same bounds, the cheapest first.
public final class Closing {

    /// A change and what was found with it.
    ///
    /// @param settings `path=value`, as `--set` takes them
    /// @param still    the places that still break the guarantee at the level where that was met; empty
    /// where it is closed
    /// @param closes   whether nothing was found within the same bounds
    /// @param brings   other guarantees that are promised with the change, and broken only then
    public record Tried(List<String> settings, boolean closes, int still, int places, SortedSet<Guarantee> brings) {}

    private final Function<List<String>, Scenario> load;
    private final Exploration before;
    private final Guarantee guarantee;
    private final Explorer.Means means;
    private final Workers workers;
    private final Listener listener;

    private Closing(
            Function<List<String>, Scenario> load,
            Exploration before,
            Guarantee guarantee,
            Explorer.Means means,
            Workers workers,
            Listener listener) {
        this.load = load;
        this.before = before;
        this.guarantee = guarantee;
        this.means = means;
        this.workers = workers;
        this.listener = listener;
    }

    /// @param load the scenario that was searched, with further settings; throws [ScenarioRefused] where
    /// they do not fit
    public static List<Tried> of(
            Function<List<String>, Scenario> load,
            Exploration before,
            Guarantee guarantee,
            Explorer.Means means,
            Workers workers,
            Listener listener) {
        return new Closing(load, before, guarantee, means, workers, listener).all();
    }

    private List<Tried> all() {
        List<Tried> tried = new ArrayList<>();
        for (List<String> settings : candidates()) {
            try {
                Scenario changed = load.apply(settings);
                if (!changed.equals(before.scenario())) {
                    Tried one = trial(settings, changed);
                    if (one == null) {
                        return tried;
                    }
                    tried.add(one);
                }
            } catch (ScenarioRefused _) {
                // The kind of broker has no such setting.
            }
        }
        return tried;
    }

    /// Null when the search was stopped.
    private Tried trial(List<String> settings, Scenario changed) {
        boolean[] broken = {false};
        TreeSet<Guarantee> only = new TreeSet<>(List.of(guarantee));
        Exploration after = Explorer.explore(changed, before.bounds(), means, workers, new Listener() {
            @Override
            public void found(Outcome outcome) {
                broken[0] |= outcome.anomaly().guarantee() == guarantee;
            }

            @Override
            public void level(Bounds bounds, int places) {
                listener.level(bounds, places);
            }

            @Override
            public boolean goesOn() {
                return !broken[0] && listener.goesOn();
            }
        });
        List<Outcome> violating = after.violating(only);
        if (violating.isEmpty() && after.stopped() != null) {
            return null;
        }
        int still = violating.isEmpty() ? 0 : violating.getFirst().places().size();
        return new Tried(
                settings,
                violating.isEmpty() && !after.undecided(),
                still,
                after.places().size(),
                violating.isEmpty() ? brought(after) : new TreeSet<>());
    }

    private TreeSet<Guarantee> brought(Exploration after) {
        TreeSet<Guarantee> brought = new TreeSet<>();
        after.violating(after.promises())
                .forEach(each -> brought.add(each.anomaly().guarantee()));
        before.violating(before.promises())
                .forEach(each -> brought.remove(each.anomaly().guarantee()));
        return brought;
    }

    /// First what the explanations of the witnesses name, then what is usual, from the cheapest on: what
    /// sends again or keeps more copies is for a loss alone, and what keeps an order is for no loss.
    private SequencedSet<List<String>> candidates() {
        boolean loss = guarantee == Guarantee.NO_LOSS;
        LinkedHashSet<List<String>> candidates = new LinkedHashSet<>();
        for (Outcome outcome : before.violating(new TreeSet<>(List.of(guarantee)))) {
            for (Finding finding : outcome.first().judge(before.scenario()).findings()) {
                if (finding.fix() != null && finding.anomaly().guarantee() == guarantee) {
                    List<String> all = new ArrayList<>();
                    finding.fix().settings().forEach((path, value) -> all.add(path + "=" + value));
                    if (!all.isEmpty()) {
                        candidates.add(List.copyOf(all));
                    }
                }
            }
        }
        before.scenario().processes().forEach((name, each) -> process(name, each, loss, candidates));
        before.scenario().stores().forEach((name, store) -> {
            if (!loss && store instanceof Store.Database database) {
                for (String table : database.tables().keySet()) {
                    candidates.add(List.of("stores." + name + ".tables." + table + ".on-write=versioned"));
                }
            }
        });
        before.scenario().topics().forEach((name, topic) -> {
            if (loss && topic.replicas() > 1 && topic.minInsync() < 2) {
                candidates.add(List.of("topics." + name + ".min-insync=2"));
            }
        });
        candidates.add(List.of("preset=at-least-once"));
        candidates.add(List.of("preset=exactly-once"));
        return candidates;
    }

    private static void process(String name, Deployment each, boolean loss, LinkedHashSet<List<String>> candidates) {
        String at = "processes." + name + ".";
        if (each.steps().stream().anyMatch(step -> step instanceof Step.Publish)) {
            if (!each.producer().idempotence()) {
                candidates.add(List.of(at + "producer.idempotence=true"));
            }
            if (each.producer().acks() != -1) {
                candidates.add(List.of(at + "producer.acks=all"));
            }
            if (!loss && each.producer().inFlight() > 1) {
                candidates.add(List.of(at + "producer.in-flight=1"));
            }
            if (loss && each.resendAttempts() == 0) {
                candidates.add(List.of(at + "resend.attempts=3"));
            }
        }
        if (each.reads() instanceof Reads.Workload workload
                && workload.onRestart().equals("skip")) {
            candidates.add(List.of(at + "reads.workload.on-restart=resume"));
        }
    }
}
