package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.state.StateOut;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.wiring.Wiring;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same run under two allocators of numbers (of connections, requests, sessions, handles, members) is the same
/// world at every step: the second one leaves numbers out, more and more of them.
class TwoAllocatorsTest {

    /// Counters that hand nothing out: how far the story is, and how often something was tried.
    private static final Set<String> NO_ALLOCATORS = Set.of(
            "written", "lastProgressMicros", "lastGivenBackMicros", "attempt", "polls", "deliveries", "sequence");

    private static final int EVERY = 5;

    @ParameterizedTest
    @ValueSource(
            strings = {"log", "log, group-session-timeout: 1s", "jetstream", "pubsub", "queue", "queue, style: bullmq"})
    void numbers_that_are_left_out_do_not_change_the_digest(String kind) {
        Scenario scenario = ScenarioFile.parse(text(kind), "allocators.yaml").scenario();
        Simulation first = begun(scenario);
        Simulation second = begun(scenario);
        TreeSet<String> moved = new TreeSet<>();
        int steps = 0;
        boolean more = true;
        while (more) {
            if (steps % EVERY == 0) {
                leaveOut(second.world(), 1 + steps, moved);
            }
            assertThat(digest(second)).as("after %d steps", steps).isEqualTo(digest(first));
            steps++;
            more = first.step();
            assertThat(second.step()).isEqualTo(more);
        }
        assertThat(steps).isGreaterThan(50);
        assertThat(moved).contains("lastConnection", "lastItem", "lastSession", "lastRequest");
    }

    /// What is set of the broker's groups stands for their protocol.
    private static String text(String kind) {
        String protocol = kind.contains("group-") ? ", group-protocol: consumer" : "";
        return """
                scenario: 1
                title: Two allocators
                PRESET
                broker: {kind: KIND}
                topics: {orders: {}}
                stores: {db: {kind: database, tables: {orders: {}}}}
                processes:
                  shop:
                    reads: {workload: {keys: [A, D], operations: [create, update], every: 30ms, start: 500ms}}
                    steps: [{publish: {topic: orders}}]
                  billing:
                    instances: 2
                    reads: {topic: ordersPROTOCOL}
                    steps: [{write: {store: db, table: orders}}]
                faults:
                  - crash: {process: billing.1, at: 550ms, restart: 300ms}
                  - cut: {request: write, nth: 2}
                """.replace("KIND", kind)
                .replace("PROTOCOL", protocol)
                .replace("PRESET", kind.equals("pubsub") ? "preset: at-most-once" : "preset: at-least-once");
    }

    private static Simulation begun(Scenario scenario) {
        Journal journal = new Journal(scenario.run().limitTrace(), _ -> {}, false);
        Simulation simulation =
                new Simulation(scenario, Wiring.of(scenario), Choices.seeded(scenario.seed()), journal, 0);
        simulation.begin();
        return simulation;
    }

    private static Digest128 digest(Simulation simulation) {
        World world = simulation.world();
        StateOut out = StateOut.canonical(world.busy() ? world.nextTime() : world.now);
        world.write(out);
        return out.digest();
    }

    /// Whatever allocates numbers in this world goes on with one that is so much higher.
    private static void leaveOut(World world, int count, TreeSet<String> moved) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<Object> open = new ArrayDeque<>(List.of(world.nodes));
        open.add(world.network.state);
        while (!open.isEmpty()) {
            Object object = open.poll();
            if (object instanceof Map<?, ?> map) {
                open.addAll(map.values());
            } else if (object instanceof Collection<?> collection) {
                open.addAll(collection);
            } else if (object.getClass().getName().startsWith("dev.ackademy.core.")
                    && !object.getClass().isEnum()
                    && seen.add(object)) {
                for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
                    for (Field field : type.getDeclaredFields()) {
                        visit(object, field, count, open, moved);
                    }
                }
            }
        }
    }

    private static void visit(Object object, Field field, int count, ArrayDeque<Object> open, TreeSet<String> moved) {
        if (Modifier.isStatic(field.getModifiers())) {
            return;
        }
        try {
            field.setAccessible(true);
            Ident ident = field.getAnnotation(Ident.class);
            if (ident != null && ident.counter() && !object.getClass().isRecord()) {
                if (!NO_ALLOCATORS.contains(field.getName())) {
                    if (field.getType() == int.class) {
                        field.setInt(object, field.getInt(object) + count);
                    } else {
                        field.setLong(object, field.getLong(object) + count);
                    }
                    moved.add(field.getName());
                }
            } else if (!field.getType().isPrimitive() && field.get(object) != null) {
                open.add(field.get(object));
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_world_that_differs_in_more_than_numbers_has_another_digest() {
        Scenario scenario = ScenarioFile.parse(text("log"), "allocators.yaml").scenario();
        TreeSet<String> digests = new TreeSet<>();
        Simulation simulation = begun(scenario);
        int steps = 0;
        do {
            digests.add(digest(simulation).toString());
            steps++;
        } while (simulation.step());
        assertThat(digests).hasSizeGreaterThan(steps / 2);
    }
}
