package dev.ackademy.core.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Scenario texts for the tests of this package.
final class Texts {

    /// A small scenario that resolves: one topic, one database, a shop and a billing.
    static final String SMALL = """
            scenario: 1
            title: Small
            topics: {orders: {partitions: 1}}
            stores:
              billing-db: {kind: database, tables: {orders: {on-write: upsert}}}
              psp: {kind: service}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [create, update], every: 20ms}}
                steps:
                  - publish: {topic: orders}
              billing:
                reads: {topic: orders}
                steps:
                  - write: {store: billing-db, table: orders}
            """;

    private Texts() {}

    static Resolved resource(String name) {
        return resource(name, "");
    }

    static Resolved resource(String name, String variant) {
        return ScenarioFile.parse(text(name), name, variant, List.of());
    }

    static String text(String name) {
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Scenario.Deployment process(Resolved resolved, String name) {
        return resolved.scenario().processes().get(name);
    }

    /// The small scenario with one text replaced.
    static String with(String old, String changed) {
        String text = SMALL.replace(old, changed);
        if (text.equals(SMALL)) {
            throw new IllegalArgumentException("not in the small scenario: " + old);
        }
        return text;
    }

    static Resolved set(String text, String... sets) {
        return ScenarioFile.parse(text, "scenario.yaml", "", List.of(sets));
    }
}
