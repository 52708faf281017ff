package dev.ackademy.core.wiring;

import dev.ackademy.core.model.Step;
import dev.ackademy.core.node.app.WorkerSettings;
import dev.ackademy.core.node.app.WorkerSettings.Source;
import dev.ackademy.core.node.store.DatabaseSettings;
import dev.ackademy.core.node.store.WriteRule;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.scenario.Scenario.Store;
import dev.ackademy.core.trace.NodeName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeMap;

/// The settings of every node of a scenario, ready to build from.
public final class Wiring {

    private final Scenario scenario;
    private final Cast cast;
    private final BrokerKind kind;

    private Wiring(Scenario scenario) {
        this.scenario = scenario;
        this.cast = new Cast(scenario);
        this.kind = kind(scenario.broker().kind());
    }

    public static Wiring of(Scenario scenario) {
        return new Wiring(scenario);
    }

    /// A new kind of broker is one line here and a package of its own.
    private static BrokerKind kind(String word) {
        return switch (word) {
            case "log" -> new LogKind();
            case "jetstream" -> new JetStreamKind();
            case "pubsub" -> new PubSubKind();
            case "queue" -> new QueueKind();
            default -> throw new IllegalArgumentException("no kind of broker: " + word);
        };
    }

    public Scenario scenario() {
        return scenario;
    }

    /// What the scenario's kind of broker brings.
    public BrokerKind kind() {
        return kind;
    }

    public Cast cast() {
        return cast;
    }

    public Deployment deployment(int node) {
        return scenario.processes().get(cast.node(node).deployment());
    }

    public WorkerSettings worker(int node) {
        NodeName name = cast.node(node);
        Deployment deployment = deployment(node);
        int instance = cast.instance(node);
        return new WorkerSettings(
                name.deployment(),
                instance,
                source(deployment, instance),
                deployment.steps(),
                deployment.workers(),
                new WorkerSettings.Resend(deployment.resendAttempts(), deployment.resendBackoffMicros()),
                deployment.onFailure(),
                deployment.singleActive() ? deployment.lockStore() : null,
                deployment.lockEntity() ? deployment.lockStore() : null,
                deployment.extendEveryMicros());
    }

    private static Source source(Deployment deployment, int instance) {
        return switch (deployment.reads()) {
            case Reads.Workload workload ->
                new Source.Workload(
                        Workloads.of(deployment, workload, instance),
                        workload.onRestart().equals("resume"));
            case Reads.FromTopic topic ->
                new Source.Topic(topic.topics(), topic.group(), topic.maxPoll(), topic.autoCommit());
        };
    }

    /// The stores that a process calls, in the order in which its settings first name them.
    public SequencedSet<String> storesOf(int node) {
        Deployment deployment = deployment(node);
        LinkedHashSet<String> stores = new LinkedHashSet<>();
        addStores(deployment.steps(), stores);
        if (deployment.lockStore() != null && (deployment.singleActive() || deployment.lockEntity())) {
            stores.add(deployment.lockStore());
        }
        return stores;
    }

    private static void addStores(List<Step> steps, LinkedHashSet<String> stores) {
        for (Step step : steps) {
            switch (step) {
                case Step.Call call -> stores.add(call.store());
                case Step.Write write -> addNamed(stores, write.store());
                case Step.Inbox inbox -> addNamed(stores, inbox.store());
                case Step.Transaction transaction -> {
                    addNamed(stores, transaction.store());
                    addStores(transaction.steps(), stores);
                }
                case Step.Publish publish -> {}
                case Step.Acknowledge acknowledge -> {}
                case Step.Transform transform -> {}
            }
        }
    }

    private static void addNamed(LinkedHashSet<String> stores, String store) {
        if (store != null) {
            stores.add(store);
        }
    }

    public boolean publishes(int node) {
        Deployment deployment = deployment(node);
        boolean byFailure =
                deployment.onFailure() != null && deployment.onFailure().topic() != null;
        return byFailure || deployment.steps().stream().anyMatch(Wiring::publishes);
    }

    private static boolean publishes(Step step) {
        return step instanceof Step.Publish
                || step instanceof Step.Transaction transaction
                        && transaction.steps().stream().anyMatch(Wiring::publishes);
    }

    public static DatabaseSettings database(Store.Database database) {
        TreeMap<String, WriteRule> tables = new TreeMap<>();
        database.tables().forEach((name, table) -> tables.put(name, WriteRule.of(table.onWrite())));
        return new DatabaseSettings(tables, database.takesMicros(), database.idleSessionMicros());
    }
}
