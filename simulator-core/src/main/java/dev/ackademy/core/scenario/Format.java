package dev.ackademy.core.scenario;

import dev.ackademy.core.model.Anomaly;
import java.util.Arrays;
import java.util.List;

/// Scenario format, version 1, from the top. Its parts: [BrokerFormat], [ProcessFormat], [WorkloadFormat],
/// [StepFormat], [FaultFormat].
final class Format {

    static final int VERSION = 1;
    static final int MOST_MESSAGES = 100_000;
    static final int MOST_EVENTS = 10_000_000;
    static final int MOST_TRACE = 1_000_000;
    static final int MOST_NODES = 64;
    static final int MOST_PARTITIONS = 256;
    static final int MOST_FAULTS = 1_000;
    static final int MOST_OVERLAYS = 1_000;

    private static final Shape ANOMALY =
            Shape.words(Arrays.stream(Anomaly.values()).map(Anomaly::word).toList());

    static final Shape.Block RUN_LIMIT = new Shape.Block(
            "run.limit",
            "Where a run is cut off; every guarantee that is not already violated is unknown then.",
            List.of(
                    Field.of("time", Shape.someTime(), "Virtual time.").or("10m"),
                    Field.of("events", Shape.count(1, MOST_EVENTS, "the limit of a run"), "Events of the simulation.")
                            .or("1000000"),
                    Field.of(
                                    "trace",
                                    Shape.count(0, MOST_TRACE, "the limit of a recorded trace"),
                                    "Entries of the trace that are kept; the run goes on beyond them.")
                            .or("1000000")));

    static final Shape.Block RUN = new Shape.Block(
            "run",
            "When a run ends.",
            List.of(
                    Field.of("until", Shape.word("quiet"), "Until nothing is under way and nothing waits.")
                            .or("quiet"),
                    Field.of(
                                    "settle",
                                    Shape.time(),
                                    "How long a healed run may take to become quiet after the last fault.")
                            .or("30s"),
                    Field.of(
                                    "races",
                                    Shape.list(Shape.text(200), 16),
                                    "Races inside a library or a server that go the rarer way, as a search has met them: `race/nak/orders/billing/1`. One that is not run changes nothing.")
                            .or("[]"),
                    Field.of("limit", RUN_LIMIT, "Where a run is cut off.").whole()));

    static final Shape.Block EXPECT = new Shape.Block(
            "expect",
            "What must come out. Without it, no promised guarantee may be violated.",
            List.of(
                    Field.of("found", Shape.list(ANOMALY, 64), "Exactly these anomalies are found.")
                            .or("[]"),
                    Field.of("never", Shape.list(ANOMALY, 64), "None of these is found.")
                            .or("[]")));

    static final Shape.Block EXPLORE = new Shape.Block(
            "explore",
            "How far an exhaustive search goes.",
            List.of(
                    Field.of("faults", Shape.count(0, 8), "At most this many faults in one run.")
                            .or("1"),
                    Field.of(
                                    "reorderings",
                                    Shape.count(0, 8),
                                    "At most this often one event overtakes another at the same node.")
                            .or("0"),
                    Field.of(
                                    "may",
                                    Shape.list(Shape.words(FaultFormat.VERBS), 16),
                                    "Only these faults are tried, each at every place of a run: `cut` (a request or an answer is lost), `stall` (it comes after a time-out, or after what is asked for then), `refuse`, `crash` (before, during and after a step; a server behind a request; back after 500 ms), `power-off` (one broker or store, or all brokers; back after 500 ms), `pause` (as crash, until others give up), `partition` (a link, or a broker from the others or from all; until the run heals), `slow` and `fail` (a store, behind a request, until the run heals) and `skew` (a client's clock, 10 s).")
                            .orDerived("cut, stall, refuse and crash")));

    static final Shape.Block ENTRY = new Shape.Block(
            "entry",
            "Which anomaly of docs/anomalies.md the scenario is, at the smallest size. Only a catalogue reads it.",
            List.of(
                    Field.of("id", Shape.text(8), "Its number: `P3`.").needed(),
                    Field.of("name", Shape.text(60), "What it is called.").needed(),
                    Field.of(
                                    "scope",
                                    Shape.text(40),
                                    "The smallest number of producers, brokers, workers, messages and faults that show it: `P1 B1 W1 M1 F1`.")
                            .needed(),
                    Field.of(
                                    "fix",
                                    Shape.text(200),
                                    "What prevents it, in words; the variant `fixed` has the settings.")
                            .needed(),
                    Field.of("source", Shape.text(300), "Who describes it.").needed()));

    static final Shape.Block SCENARIO = new Shape.Block(
            "scenario",
            "A scenario from the top.",
            List.of(
                    Field.of("scenario", Shape.count(1, Integer.MAX_VALUE), "The version of the format: 1.")
                            .needed(),
                    Field.of("title", Shape.text(200), "What it shows, in one sentence.")
                            .needed(),
                    Field.of("shows", Shape.list(ANOMALY, 64), "Anomalies that it is about: for search, never judged.")
                            .or("[]"),
                    Field.of("entry", ENTRY, "The entry of the catalogue of anomalies that it is."),
                    Field.of("preset", Shape.words(Preset.WORDS), "A policy that fills what is left out; see Presets.")
                            .or("none"),
                    Field.of(
                                    "seed",
                                    Shape.count(0, Long.MAX_VALUE),
                                    "Decides latencies and nothing else; faults are written down.")
                            .or("1"),
                    Field.of("broker", BrokerFormat.BROKER, "The broker and its network.")
                            .whole(),
                    Field.of(
                                    "topics",
                                    new Shape.Named("topic", ValueType.Name.TOPIC, BrokerFormat.TOPIC, 64),
                                    "A topic, a stream, a subject or a queue, by kind.")
                            .or("{}"),
                    Field.of(
                                    "stores",
                                    new Shape.Named("store", ValueType.Name.PLAIN, StoreFormat.STORE, MOST_NODES),
                                    "Databases and services: nodes of their own that outlive the processes which call them.")
                            .or("{}"),
                    Field.of(
                                    "processes",
                                    new Shape.Named("process", ValueType.Name.PLAIN, ProcessFormat.PROCESS, MOST_NODES),
                                    "Applications: one block is one deployment with its instances NAME.1, NAME.2, ...")
                            .needed(),
                    Field.of("links", Shape.list(BrokerFormat.LINK, 256), "Links that differ from broker.link.")
                            .or("[]"),
                    Field.of(
                                    "faults",
                                    Shape.list(FaultFormat.FAULTS, MOST_FAULTS),
                                    "What goes wrong; each costs one unit of explore.faults.")
                            .or("[]"),
                    Field.of(
                                    "changes",
                                    Shape.list(FaultFormat.CHANGES, MOST_FAULTS),
                                    "What is changed on purpose; costs nothing.")
                            .or("[]"),
                    Field.of("run", RUN, "When a run ends.").whole(),
                    Field.of("expect", EXPECT, "What must come out."),
                    Field.of("explore", EXPLORE, "How far an exhaustive search goes.")
                            .whole(),
                    Field.of(
                            "variants",
                            new Shape.Named("variant", ValueType.Name.PLAIN, new Shape.Overlays(), 64),
                            "Named overlays: each is a mapping from paths to values, as in --set.")));

    private Format() {}

    /// The first block of the format that has such a field, null for none.
    static String blockWith(String field) {
        return firstOf(List.of(SCENARIO, StepFormat.STEP), field);
    }

    private static String blockWith(Shape shape, String field) {
        return switch (shape) {
            case Shape.Block block -> {
                Field own = block.field(field);
                yield own != null && own.later() == null ? block.title() : first(block.fields(), field);
            }
            case Shape.Named named -> blockWith(named.each(), field);
            case Shape.Listing listing -> blockWith(listing.each(), field);
            case Shape.Either either -> firstOf(either.forms(), field);
            case Shape.Cases cases -> firstOf(cases.blocks(), field);
            case Shape.Verbs verbs -> first(verbs.verbs(), field);
            case Shape.StepList _, Shape.Scalar _, Shape.Overlays _, Shape.Anything _ -> null;
        };
    }

    private static String first(List<Field> fields, String field) {
        return firstOf(fields.stream().map(Field::shape).toList(), field);
    }

    private static String firstOf(List<? extends Shape> shapes, String field) {
        for (Shape shape : shapes) {
            String title = blockWith(shape, field);
            if (title != null) {
                return title;
            }
        }
        return null;
    }
}
