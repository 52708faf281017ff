package dev.ackademy.core.engine;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// A scenario written in a test, and what came of it.
record Story(Scenario scenario, Trace trace) {

    /// One shop that publishes, one billing that writes what it reads into a database.
    static final String SHOP = """
            scenario: 1
            title: A test
            topics: {orders: {}}
            stores: {db: {kind: database, tables: {orders: {}}}}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [create, update], every: 100ms, start: 500ms}}
                steps: [{publish: {topic: orders}}]
              billing:
                reads: {topic: orders, max-poll: 1}
                steps: [{write: {store: db, table: orders}}]
            """;

    static Story of(String... lines) {
        return of(scenario(lines));
    }

    static Story of(Scenario scenario) {
        return of(scenario, Choices.seeded(scenario.seed()));
    }

    static Story of(Scenario scenario, Choices choices) {
        return new Story(scenario, Simulation.run(scenario, choices));
    }

    /// With rules of the network switched off.
    static Story without(Collection<Network.Rule> off, Scenario scenario) {
        List<TraceEntry> told = new ArrayList<>();
        Simulation simulation = new Simulation(scenario, Choices.seeded(scenario.seed()), told::add);
        simulation.world().network.off.addAll(off);
        simulation.begin();
        while (simulation.step()) {}
        return new Story(scenario, simulation.end());
    }

    static Scenario scenario(String... lines) {
        return ScenarioFile.parse(String.join("\n", lines), "test.yaml").scenario();
    }

    /// A scenario with some of its values replaced.
    static Scenario set(String text, String... sets) {
        return ScenarioFile.parse(text, "test.yaml", "", List.of(sets)).scenario();
    }

    List<TraceEntry> entries() {
        return trace.entries();
    }

    int node(String name) {
        for (int i = 0; i < trace.nodes().size(); i++) {
            if (trace.nodes().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    <E extends Event> List<TraceEntry> all(Class<E> kind, Predicate<E> which) {
        return entries().stream()
                .filter(entry -> kind.isInstance(entry.event()) && which.test(kind.cast(entry.event())))
                .toList();
    }

    <E extends Event> List<TraceEntry> all(Class<E> kind) {
        return all(kind, _ -> true);
    }

    /// The only entry of its kind that fits.
    <E extends Event> TraceEntry one(Class<E> kind, Predicate<E> which) {
        List<TraceEntry> all = all(kind, which);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " of " + kind.getSimpleName() + ": " + all);
        }
        return all.getFirst();
    }

    <E extends Event> TraceEntry one(Class<E> kind) {
        return one(kind, _ -> true);
    }

    /// Entries that end with the choice behind them.
    List<TraceEntry> chosen() {
        return entries().stream().filter(entry -> entry.choice() != null).toList();
    }
}
