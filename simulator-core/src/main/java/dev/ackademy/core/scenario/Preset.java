package dev.ackademy.core.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A policy by name: fields of a process (by path) and where it acknowledges.
///
/// @param wraps puts `inbox` and the writes to a database into one transaction
record Preset(String name, String doc, SequencedMap<String, String> fields, Place acknowledges, boolean wraps) {

    enum Place {
        FIRST,
        LAST
    }

    static final List<String> WORDS = List.of("none", "at-most-once", "at-least-once", "exactly-once");

    static final List<Preset> ALL = List.of(
            new Preset(
                    "at-most-once",
                    "No receipt, no second try; the item is acknowledged before the first step.",
                    fields(
                            "reads.auto-commit", "false",
                            "reads.workload.on-restart", "skip",
                            "producer.acks", "0",
                            "producer.idempotence", "false",
                            "producer.retries", "0",
                            "resend.attempts", "0",
                            "on-failure.retry", "0",
                            "on-failure.then", "next"),
                    Place.FIRST,
                    false),
            new Preset(
                    "at-least-once",
                    "Every replica's receipt and retries; the item is acknowledged after the last step. Idempotence is off, Kafka's default is on.",
                    fields(
                            "reads.auto-commit", "false",
                            "reads.workload.on-restart", "resume",
                            "producer.acks", "all",
                            "producer.idempotence", "false",
                            "producer.retries", "2147483647"),
                    Place.LAST,
                    false),
            new Preset(
                    "exactly-once",
                    "The idempotent producer; `inbox` and the writes to a database commit together; the item is acknowledged after the last step. A call to a"
                            + " service stays at least once.",
                    fields(
                            "reads.auto-commit", "false",
                            "reads.workload.on-restart", "resume",
                            "producer.acks", "all",
                            "producer.idempotence", "true",
                            "producer.retries", "2147483647"),
                    Place.LAST,
                    true));

    static Preset named(String name) {
        for (Preset preset : ALL) {
            if (preset.name.equals(name)) {
                return preset;
            }
        }
        return null;
    }

    private static SequencedMap<String, String> fields(String... pairs) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields;
    }
}
