package dev.ackademy.core.check;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Explains a finding: the stake first, then at most six steps along the causal chains of its witness, then the setting
/// that made it possible. Never more than eight sentences.
final class Why {

    private static final int STEPS = 6;
    private static final int ANCESTORS = 4_000;

    /// What one more entry of a kind loses against others.
    private static final int AGAIN = 4;

    private final Story story;
    private final Contract contract;
    private final Narrator narrator;

    Why(Story story, Contract contract) {
        this.story = story;
        this.contract = contract;
        this.narrator =
                new Narrator(story.trace.nodes().stream().map(NodeName::name).toList());
    }

    Finding explain(Found found) {
        Responsible responsible = Responsible.of(found, story);
        List<Finding.Sentence> sentences = new ArrayList<>();
        sentences.add(new Finding.Sentence(found.flag(), Stake.sentence(found, story)));
        for (TraceEntry entry : chain(found)) {
            sentences.add(new Finding.Sentence(entry.n(), narrator.sentence(entry)));
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

    /// The most telling entries among the witness, its causal past, what happened to its operation and what
    /// befell
    /// the partitions it stood in, in the order of the trace.
    private List<TraceEntry> chain(Found found) {
        TreeMap<Integer, Integer> weights = new TreeMap<>();
        for (int n : ancestors(found.witness())) {
            TraceEntry entry = story.trace.entry(n);
            if (concerns(entry, found) || entry.operation() == null) {
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
        for (TraceEntry entry : turns(found)) {
            weigh(weights, entry, 1);
        }
        for (int n : found.witness()) {
            weights.merge(n, 20, Integer::sum);
        }
        return mostTelling(weights);
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
    /// of its
    /// partitions from its first entry on, each with the crash that led to it; and what its sink suffered.
    private List<TraceEntry> turns(Found found) {
        if (found.operation() == null) {
            return List.of();
        }
        TreeSet<TopicPartition> places = new TreeSet<>();
        TreeSet<String> topics = new TreeSet<>();
        int first = found.witness().getFirst();
        for (TraceEntry entry : story.about(found.operation())) {
            first = Math.min(first, entry.n());
            if (entry.event() instanceof LogEvent.RecordAppended append) {
                places.add(append.partition());
                topics.add(append.partition().topic());
            }
        }
        List<TraceEntry> turns = new ArrayList<>();
        for (int n = 1; n <= found.flag(); n++) {
            TraceEntry entry = story.trace.entry(n);
            boolean later = n >= first;
            boolean turn = switch (entry.event()) {
                case LogEvent.LeaderElected e -> later && places.contains(e.partition()) && e.epoch() > 0;
                case LogEvent.LogTruncated e -> later && places.contains(e.partition());
                case GroupEvent.OffsetCommitted e ->
                    found.sink() != null && e.group().equals(found.sink().group()) && passes(e, found);
                case LogEvent.PartitionsAdded e -> topics.contains(e.topic());
                case AppEvent.BreakerOpened e ->
                    found.sink() != null
                            && found.sink().store().equals(e.store())
                            && found.sink()
                                    .deployment()
                                    .equals(story.node(entry.node()).deployment());
                case NodeEvent.ServiceFailed e -> at(entry, found.sink());
                case NodeEvent.ServiceSlowed e -> at(entry, found.sink());
                default -> false;
            };
            if (turn) {
                turns.add(entry);
                for (int cause : ancestors(List.of(n))) {
                    if (story.trace.entry(cause).event() instanceof NodeEvent && cause >= first) {
                        turns.add(story.trace.entry(cause));
                    }
                }
            }
        }
        return turns;
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
        int weight = Narrator.weight(entry);
        if (weight > 0) {
            weights.put(entry.n(), weight * 2 + causal);
        }
    }

    private static boolean concerns(TraceEntry entry, Found found) {
        Operation operation = entry.operation();
        return found.operation() == null
                || operation != null && operation.key().equals(found.operation().key());
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
