package dev.ackademy.core.check;

import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

/// Which deployments' operations reach which topics, by following the publish steps of a scenario. A dead-letter or
/// retry topic is a detour, not a route.
final class Routes {

    private final Scenario scenario;
    private final TreeMap<String, SequencedSet<String>> sources = new TreeMap<>();

    Routes(Scenario scenario) {
        this.scenario = scenario;
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<String, Deployment> each : scenario.processes().entrySet()) {
                for (Step step : flat(each.getValue().steps())) {
                    if (step instanceof Step.Publish publish) {
                        grown |= sources.computeIfAbsent(publish.topic(), t -> new LinkedHashSet<>())
                                .addAll(origins(each.getKey()));
                    }
                }
            }
        }
    }

    /// The workload deployments whose operations a deployment is given.
    SequencedSet<String> origins(String deployment) {
        LinkedHashSet<String> origins = new LinkedHashSet<>();
        switch (scenario.processes().get(deployment).reads()) {
            case Reads.Workload workload -> origins.add(deployment);
            case Reads.FromTopic topic ->
                topic.topics().forEach(each -> origins.addAll(sources.getOrDefault(each, new LinkedHashSet<>())));
        }
        return origins;
    }

    /// Steps with those inside transactions, in order.
    static List<Step> flat(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            all.add(step);
            if (step instanceof Step.Transaction transaction) {
                for (Step inner : transaction.steps()) {
                    all.add(withStore(inner, transaction.store()));
                }
            }
        }
        return all;
    }

    private static Step withStore(Step step, String store) {
        return switch (step) {
            case Step.Write w ->
                new Step.Write(w.store() == null ? store : w.store(), w.table(), w.takesMicros(), w.fence(), w.set());
            case Step.Inbox i -> new Step.Inbox(i.store() == null ? store : i.store(), i.key());
            case Step.Publish p -> p;
            case Step.Call c -> c;
            case Step.Acknowledge a -> a;
            case Step.Transaction t -> t;
            case Step.Transform t -> t;
        };
    }
}
