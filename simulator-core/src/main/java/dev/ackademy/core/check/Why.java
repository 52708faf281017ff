package dev.ackademy.core.check;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Explains a finding: the stake first, then at most six steps along the causal chains of its witness, then the setting
/// that made it possible. Never more than eight sentences.
final class Why {

    private static final int STEPS = 6;
    private static final int ANCESTORS = 4_000;

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

    /// The most telling entries among the witness, its causal past and what happened to its operations, in
    /// the order of the trace.
    private List<TraceEntry> chain(Found found) {
        TreeSet<Integer> past = ancestors(found.witness());
        TreeMap<Integer, Integer> weights = new TreeMap<>();
        for (int n : past) {
            TraceEntry entry = story.trace.entry(n);
            if (concerns(entry, found) || entry.operation() == null) {
                weigh(weights, entry, past.contains(n) ? 1 : 0);
            }
        }
        if (found.operation() != null) {
            for (TraceEntry entry : story.about(found.operation())) {
                if (entry.n() <= found.flag()) {
                    weigh(weights, entry, 0);
                }
            }
        }
        for (int n : found.witness()) {
            weights.merge(n, 20, Integer::sum);
        }
        return weights.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .sorted(Comparator.comparingInt((java.util.Map.Entry<Integer, Integer> each) -> -each.getValue())
                        .thenComparing(each -> -each.getKey()))
                .limit(STEPS)
                .map(each -> story.trace.entry(each.getKey()))
                .sorted(Comparator.comparingInt(TraceEntry::n))
                .toList();
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
