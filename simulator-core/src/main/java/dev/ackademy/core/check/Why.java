package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Explains a finding: the stake first, then at most six steps along the causal chains of its witness, then the setting
/// that made it possible. Never more than eight sentences.
final class Why {

    private static final int STEPS = 6;
    private static final int ANCESTORS = 1_000;

    /// How many findings of one anomaly are told step by step; a further one that the same settings made
    /// possible names the first of these.
    static final int TOLD = 100;

    /// What one more entry of a kind loses against others.
    private static final int AGAIN = 4;

    private final Story story;
    private final Contract contract;
    private final Narrator narrator;
    private final LinkedHashMap<Kind, String> firsts = new LinkedHashMap<>();
    private final TreeMap<Anomaly, Integer> told = new TreeMap<>();

    Why(Story story, Contract contract) {
        this.story = story;
        this.contract = contract;
        this.narrator = new Narrator(story.trace, story.scenario);
    }

    Finding explain(Found found) {
        Responsible responsible = Responsible.of(found, story);
        List<Finding.Sentence> sentences = new ArrayList<>();
        sentences.add(new Finding.Sentence(found.flag(), Stake.sentence(found, story)));
        String first = alike(found, responsible);
        if (first == null) {
            for (TraceEntry entry : chain(found)) {
                sentences.add(new Finding.Sentence(entry.n(), narrator.sentence(entry)));
            }
        } else {
            sentences.add(new Finding.Sentence(
                    found.flag(),
                    "It came about like that of %s; only the first %d of a kind are told step by step."
                            .formatted(first, TOLD)));
        }
        if (responsible != null) {
            sentences.add(new Finding.Sentence(0, responsible.reason()));
        }
        return new Finding(
                found.anomaly(),
                found.operation(),
                story.label(found.operation()),
                contract.possible(found.anomaly()),
                found.witness(),
                sentences,
                responsible == null ? null : responsible.fix());
    }

    /// The first finding of the same anomaly that the same settings made possible, once enough of it were
    /// told; null for one that is to be told itself.
    private String alike(Found found, Responsible responsible) {
        Kind kind = new Kind(
                found.anomaly(),
                responsible == null || responsible.fix() == null
                        ? ""
                        : String.join(" ", responsible.fix().settings().keySet()));
        String first = firsts.putIfAbsent(kind, Checkers.called(story, found.operation()));
        int before = told.getOrDefault(found.anomaly(), 0);
        if (first != null && before >= TOLD) {
            return first;
        }
        told.put(found.anomaly(), before + 1);
        return null;
    }

    private record Kind(Anomaly anomaly, String settings) {}

    /// The most telling entries among the witness, its causal past, what happened to its operation and what
    /// befell the partitions it stood in, in the order of the trace.
    private List<TraceEntry> chain(Found found) {
        TreeMap<Integer, Integer> weights = new TreeMap<>();
        TreeSet<Operation> concerned = concerned(found);
        TreeSet<Integer> involved = involved(found, concerned);
        for (int n : ancestors(found.witness())) {
            TraceEntry entry = story.trace.entry(n);
            if (concerns(entry, concerned, involved)) {
                weigh(weights, entry, 1);
            }
        }
        if (found.operation() != null) {
            for (TraceEntry entry : story.about(found.operation())) {
                if (entry.n() <= found.flag()) {
                    weigh(weights, entry, 0);
                }
            }
        }
        weights.keySet().removeIf(n -> elsewhere(story.trace.entry(n), found.sink()));
        for (TraceEntry entry : turns(found)) {
            weigh(weights, entry, 1);
        }
        for (int n : found.witness()) {
            weights.merge(n, 20, Integer::sum);
        }
        return mostTelling(weights);
    }

    /// An effect at another store than the one that the finding is about.
    private boolean elsewhere(TraceEntry entry, Sink sink) {
        boolean effect = entry.event() instanceof StoreEvent.RowWritten
                || entry.event() instanceof StoreEvent.RowKept
                || entry.event() instanceof StoreEvent.RequestServed;
        return effect && sink != null && !at(entry, sink);
    }

    /// Each further entry of one kind tells less.
    private List<TraceEntry> mostTelling(TreeMap<Integer, Integer> weights) {
        TreeMap<String, Integer> told = new TreeMap<>();
        List<TraceEntry> chosen = new ArrayList<>();
        while (chosen.size() < STEPS && !weights.isEmpty()) {
            int best = 0;
            int bestWeight = 0;
            for (Map.Entry<Integer, Integer> each : weights.entrySet()) {
                int again = told.getOrDefault(story.trace.entry(each.getKey()).kind(), 0);
                int weight = each.getValue() - again * AGAIN;
                if (weight > 0 && weight >= bestWeight) {
                    best = each.getKey();
                    bestWeight = weight;
                }
            }
            if (best == 0) {
                break;
            }
            weights.remove(best);
            chosen.add(story.trace.entry(best));
            told.merge(story.trace.entry(best).kind(), 1, Integer::sum);
        }
        chosen.sort(Comparator.comparingInt(TraceEntry::n));
        return chosen;
    }

    /// What befell the places of the operation up to the flag: elections, truncations, deletions and growth
    /// of its partitions from its first entry on, each with the crash that led to it; and what its sink
    /// suffered.
    private List<TraceEntry> turns(Found found) {
        if (found.operation() == null) {
            return List.of();
        }
        int first = Math.min(
                found.witness().getFirst(),
                story.about(found.operation()).getFirst().n());
        TreeMap<Integer, TraceEntry> turns = new TreeMap<>();
        TreeSet<String> topics = new TreeSet<>();
        for (TraceEntry entry : story.about(found.operation())) {
            if (entry.event() instanceof LogEvent.RecordAppended append && reads(found.sink(), append)) {
                topics.add(append.partition().topic());
                if (found.anomaly() != Anomaly.DUPLICATE_EFFECT) {
                    befell(turns, append, first);
                }
                if (found.sink() != null) {
                    add(turns, story.logs.commitsAround(found.sink().group(), append.partition(), append.offset()));
                }
            }
        }
        int begun = found.witness().getFirst();
        if (found.anomaly().guarantee() == Guarantee.NO_DUPLICATE
                || found.anomaly().guarantee() == Guarantee.NO_ZOMBIE) {
            addBetween(turns, story.all(GroupEvent.MemberLeft.class), begun, found.flag());
            addBetween(turns, story.all(GroupEvent.RebalanceBegan.class), begun, found.flag());
            addBetween(turns, story.all(DeliveryEvent.PartitionsRevoked.class), begun, found.flag());
        }
        if (found.anomaly().guarantee() == Guarantee.ORDER
                || found.anomaly().guarantee() == Guarantee.NO_STALE_OVERWRITE) {
            add(turns, story.all(LogEvent.PartitionsAdded.class));
        }
        add(turns, story.all(AppEvent.BreakerOpened.class));
        add(turns, story.all(NodeEvent.ServiceFailed.class));
        add(turns, story.all(NodeEvent.ServiceSlowed.class));
        turns.values().removeIf(entry -> entry.n() > found.flag() || !turned(entry, found, topics));
        return List.copyOf(turns.values());
    }

    /// Whether the sink's deployment reads the topic; for no sink, any.
    private boolean reads(Sink sink, LogEvent.RecordAppended append) {
        return sink == null
                || !(story.scenario.processes().get(sink.deployment()).reads() instanceof Reads.FromTopic from)
                || from.topics().contains(append.partition().topic());
    }

    /// Elections and truncations of the record's partition, and the crashes that led to them.
    private void befell(TreeMap<Integer, TraceEntry> turns, LogEvent.RecordAppended append, int first) {
        for (TraceEntry entry : story.logs.turns(append.partition())) {
            if (entry.n() >= first) {
                turns.put(entry.n(), entry);
                for (int cause : ancestors(List.of(entry.n()))) {
                    if (cause >= first && story.trace.entry(cause).event() instanceof NodeEvent) {
                        turns.put(cause, story.trace.entry(cause));
                    }
                }
            }
        }
    }

    private static void add(TreeMap<Integer, TraceEntry> turns, List<TraceEntry> entries) {
        entries.forEach(entry -> turns.put(entry.n(), entry));
    }

    private static void addBetween(TreeMap<Integer, TraceEntry> turns, List<TraceEntry> entries, int from, int to) {
        entries.stream()
                .filter(entry -> entry.n() > from && entry.n() < to)
                .forEach(entry -> turns.put(entry.n(), entry));
    }

    /// Who did it: the writer, for what a store carried out.
    private static int worker(TraceEntry entry) {
        return switch (entry.event()) {
            case StoreEvent.RowWritten e -> e.writer();
            case StoreEvent.RequestServed e -> e.writer();
            default -> entry.node();
        };
    }

    private boolean turned(TraceEntry entry, Found found, TreeSet<String> topics) {
        String group = found.sink() == null ? null : found.sink().group();
        int hands = worker(story.trace.entry(found.witness().getFirst()));
        return switch (entry.event()) {
            case GroupEvent.MemberLeft e -> e.group().equals(group);
            case GroupEvent.RebalanceBegan e -> e.group().equals(group);
            case DeliveryEvent.PartitionsRevoked _ -> entry.node() == hands;
            case LogEvent.LeaderElected e -> e.epoch() > 0;
            case GroupEvent.OffsetCommitted e -> passes(e, found);
            case GroupEvent.GroupsLoaded _ -> false;
            case LogEvent.PartitionsAdded e ->
                topics.contains(e.topic())
                        && story.logs
                                        .partitionsOf(
                                                e.topic(), found.operation().key(), found.flag())
                                        .size()
                                > 1;
            case AppEvent.BreakerOpened e ->
                found.sink() != null
                        && found.sink().store().equals(e.store())
                        && found.sink()
                                .deployment()
                                .equals(story.node(entry.node()).deployment());
            case NodeEvent.ServiceFailed _ -> at(entry, found.sink());
            case NodeEvent.ServiceSlowed _ -> at(entry, found.sink());
            default -> true;
        };
    }

    private boolean passes(GroupEvent.OffsetCommitted commit, Found found) {
        return story.about(found.operation()).stream()
                .anyMatch(entry -> entry.event() instanceof LogEvent.RecordAppended append
                        && append.partition().equals(commit.partition())
                        && append.offset() >= commit.from()
                        && append.offset() < commit.to());
    }

    private boolean at(TraceEntry entry, Sink sink) {
        return sink != null && story.name(entry.node()).equals(sink.store());
    }

    private static void weigh(TreeMap<Integer, Integer> weights, TraceEntry entry, int causal) {
        int weight = Weight.of(entry);
        if (weight > 0) {
            weights.put(entry.n(), weight * 2 + causal);
        }
    }

    /// The operation that was hurt and those of its witness; none where nothing in particular was.
    private TreeSet<Operation> concerned(Found found) {
        TreeSet<Operation> concerned = new TreeSet<>();
        if (found.operation() != null) {
            concerned.add(found.operation());
            for (int n : found.witness()) {
                if (story.trace.entry(n).operation() != null) {
                    concerned.add(story.trace.entry(n).operation());
                }
            }
        }
        return concerned;
    }

    /// The nodes through whose hands these operations went.
    private TreeSet<Integer> involved(Found found, TreeSet<Operation> concerned) {
        TreeSet<Integer> involved = new TreeSet<>();
        for (Operation operation : concerned) {
            for (TraceEntry entry : story.about(operation)) {
                if (entry.n() <= found.flag()) {
                    involved.add(entry.node());
                }
            }
        }
        return involved;
    }

    /// What is about one of the operations; or about none, where it happened, once the story had begun.
    private boolean concerns(TraceEntry entry, TreeSet<Operation> concerned, TreeSet<Integer> involved) {
        if (concerned.isEmpty()) {
            return true;
        }
        if (entry.operation() != null) {
            return concerned.contains(entry.operation());
        }
        boolean broker = entry.node() >= 0 && story.node(entry.node()).role() == NodeName.Role.BROKER;
        return involved.contains(entry.node())
                && !(broker && entry.event() instanceof NodeEvent)
                && entry.n() > story.truthEntry(concerned.first())
                && switch (entry.event()) {
                    case NetworkEvent.FrameSent e -> carries(e.carried(), concerned);
                    case NetworkEvent.FrameLost e -> carries(e.carried(), concerned);
                    case NetworkEvent.RequestRefused e -> carries(e.carried(), concerned);
                    default -> true;
                };
    }

    private static boolean carries(List<NetworkEvent.Carried> carried, TreeSet<Operation> concerned) {
        return carried.stream().anyMatch(each -> each.operation() != null && concerned.contains(each.operation()));
    }

    private TreeSet<Integer> ancestors(List<Integer> witness) {
        TreeSet<Integer> seen = new TreeSet<>(witness);
        ArrayDeque<Integer> open = new ArrayDeque<>(witness);
        while (!open.isEmpty() && seen.size() < ANCESTORS) {
            for (int cause : story.trace.entry(open.poll()).causes()) {
                if (cause > 0 && seen.add(cause)) {
                    open.add(cause);
                }
            }
        }
        return seen;
    }
}
