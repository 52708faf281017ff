package dev.ackademy.lessons.play;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report.Comparison;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.lessons.play.Stage.Played;
import dev.ackademy.lessons.script.Claim;
import dev.ackademy.lessons.script.Claim.Happening;
import dev.ackademy.lessons.script.Question;
import dev.ackademy.lessons.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/// What is true of one run: claims against trace and report, and the right choices of a question.
public final class Truth {

    private final Played run;

    public Truth(Played run) {
        this.run = run;
    }

    /// The places, from 0, of the choices that are right. A lesson that holds has exactly one.
    public List<Integer> right(Question question) {
        List<Integer> right = new ArrayList<>();
        for (int i = 0; i < question.options().size(); i++) {
            boolean holds = switch (question) {
                case Question.Outcome outcome ->
                    outcome.choices().get(i).claims().stream().allMatch(this::holds);
                case Question.Why why -> isReason(why, why.choices().get(i).entry());
            };
            if (holds) {
                right.add(i);
            }
        }
        return right;
    }

    boolean holds(Claim claim) {
        return switch (claim) {
            case Claim.Found found -> run.report().counts().containsKey(found.anomaly());
            case Claim.Absent absent ->
                absent.anomalies().stream().noneMatch(run.report().counts()::containsKey);
            case Claim.Count count -> run.report().counts().getOrDefault(count.anomaly(), 0) == count.times();
            case Claim.InTable row -> isInTable(row);
            case Claim.Happened happened -> entries(happened.what()).size() == happened.times();
            case Claim.Ended ended -> run.trace().end().word().equals(ended.word());
        };
    }

    /// The finding that a question asks about; null where the run has none.
    public Finding finding(Question.Why why) {
        return run.report().findings().stream()
                .filter(each -> each.anomaly() == why.anomaly())
                .filter(each -> why.operation().isEmpty()
                        || each.operation() != null && each.operation().id().equals(why.operation()))
                .findFirst()
                .orElse(null);
    }

    /// What a lesson is about: the finding that a question asks for, else the first that the goal names;
    /// null
    /// where the run has none.
    public Finding told(Script script) {
        return script.questions().stream()
                .filter(Question.Why.class::isInstance)
                .map(each -> finding((Question.Why) each))
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> run.report().findings().stream()
                        .filter(each -> script.goal().absent().contains(each.anomaly()))
                        .findFirst())
                .orElse(null);
    }

    /// The entries of the trace that are told so.
    public List<TraceEntry> entries(Happening what) {
        return run.trace().entries().stream()
                .filter(each -> each.kind().equals(what.kind()))
                .filter(each -> what.operation().isEmpty()
                        || each.operation() != null && each.operation().id().equals(what.operation()))
                .filter(each -> what.node().isEmpty() || node(each).equals(what.node()))
                .toList();
    }

    private boolean isReason(Question.Why why, Happening entry) {
        Finding finding = finding(why);
        if (finding == null) {
            return false;
        }
        TreeSet<Integer> chain = chain(finding);
        return entries(entry).stream().anyMatch(each -> chain.contains(each.n()));
    }

    /// The causal chain as it is told: the witness and each entry that a sentence of the why names.
    private static TreeSet<Integer> chain(Finding finding) {
        TreeSet<Integer> chain = new TreeSet<>(finding.witness());
        finding.why().forEach(sentence -> chain.add(sentence.entry()));
        return chain;
    }

    private boolean isInTable(Claim.InTable row) {
        var tables = run.report().stores().get(row.store());
        Comparison table = tables == null ? null : tables.get(row.table());
        if (table == null) {
            return false;
        }
        Row there = table.actual().get(row.key());
        return there == null
                ? row.fields().isEmpty()
                : !row.fields().isEmpty()
                        && row.fields().entrySet().stream()
                                .allMatch(field ->
                                        field.getValue().equals(there.fields().get(field.getKey())));
    }

    private String node(TraceEntry entry) {
        Trace trace = run.trace();
        return entry.node() < 0 ? "" : trace.nodes().get(entry.node()).name();
    }
}
