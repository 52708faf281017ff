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
                    "The idempotent producer; `inbox` and the writes to a database commit together; what a reader publishes commits together with its acknowledgement (log);"
                            + " the item is acknowledged after the last step. A call to a service stays at least once.",
                    fields(
                            "reads.auto-commit", "false",
                            "reads.isolation", "read-committed",
                            "reads.workload.on-restart", "resume",
                            "producer.acks", "all",
                            "producer.idempotence", "true",
                            "producer.retries", "2147483647"),
                    Place.LAST,
                    true));

    /// What the preset sets for a kind of broker, by path; other kinds have other settings for the same
    /// promise. Null where the kind cannot promise it.
    SequencedMap<String, String> fields(String kind) {
        return switch (kind) {
            case Kinds.JETSTREAM ->
                switch (name) {
                    case "at-most-once" ->
                        fields(
                                "reads.ack", "explicit",
                                "reads.max-deliver", "1",
                                "reads.workload.on-restart", "skip",
                                "producer.acks", "0",
                                "producer.idempotence", "false",
                                "resend.attempts", "0",
                                "on-failure.retry", "0",
                                "on-failure.then", "next");
                    case "at-least-once" -> sendsUntilStored("false");
                    default -> sendsUntilStored("true");
                };
            case Kinds.PUBSUB ->
                name.equals("at-most-once")
                        ? fields(
                                "reads.workload.on-restart", "skip",
                                "resend.attempts", "0",
                                "on-failure.retry", "0",
                                "on-failure.then", "next")
                        : null;
            default -> fields;
        };
    }

    private static SequencedMap<String, String> sendsUntilStored(String messageIds) {
        return fields(
                "reads.ack", "explicit",
                "reads.max-deliver", "-1",
                "reads.workload.on-restart", "resume",
                "producer.acks", "all",
                "producer.idempotence", messageIds,
                "resend.attempts", "1000");
    }

    /// What the preset comes to, by the kind's own words.
    String means(String kind) {
        return switch (kind) {
            case Kinds.JETSTREAM ->
                switch (name) {
                    case "at-most-once" ->
                        "publish without a PubAck and without a second send; max_deliver 1; AckExplicit before the first step";
                    case "at-least-once" ->
                        "each publish awaits its PubAck and is sent again by the application until it comes, without Nats-Msg-Id;"
                                + " AckExplicit after the last step, max_deliver -1";
                    default ->
                        "each publish carries the operation's id as Nats-Msg-Id and is sent again until its PubAck comes (a repeat is known"
                                + " within the duplicate window); inbox and writes in one transaction; AckExplicit after it";
                };
            case Kinds.PUBSUB -> "publish and forget; nothing is stored, acknowledged or given again";
            default ->
                switch (name) {
                    case "at-most-once" -> "acks=0 without retries; the offset is committed before the first step";
                    case "at-least-once" ->
                        "acks=all with retries, enable.idempotence=false; the offset is committed after the last step";
                    default ->
                        "enable.idempotence=true, isolation.level=read_committed; inbox and writes in one transaction; the offset is committed after it, or with what is published in a transaction of the producer";
                };
        };
    }

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
