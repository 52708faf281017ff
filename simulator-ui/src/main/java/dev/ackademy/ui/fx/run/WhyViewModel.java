package dev.ackademy.ui.fx.run;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The causal chain of one finding: its steps, and which of them is selected.
public final class WhyViewModel {

    /// @param number from 1
    /// @param entry  the trace entry that it tells
    /// @param last   where the anomaly shows
    public record Step(int number, int entry, long at, String text, boolean last) {}

    /// @param finding index in the report
    /// @param stake   what it means to whoever relied on it
    /// @param reason  the setting that made it possible, empty for none
    public record Chain(
            int finding,
            String question,
            String stake,
            List<Step> steps,
            String reason,
            Finding.Fix fix,
            boolean broken) {}

    private final ReadOnlyObjectWrapper<Chain> chain = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper selected = new ReadOnlyIntegerWrapper(-1);

    /// Null where nothing was found so far.
    public ReadOnlyObjectProperty<Chain> chainProperty() {
        return chain.getReadOnlyProperty();
    }

    /// Index of the selected step, -1 for none.
    public ReadOnlyIntegerProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public void clear() {
        selected.set(-1);
        chain.set(null);
    }

    /// Shows the newest finding of the moment, unless one was chosen that has happened.
    public void show(Played played, int n) {
        Flag newest = null;
        for (Flag flag : played.flags()) {
            if (flag.entry() <= n && (newest == null || flag.broken() || !newest.broken())) {
                newest = flag;
            }
        }
        Chain shown = chain.get();
        boolean inChain = shown != null
                && selected.get() >= 0
                && shown.steps().get(selected.get()).entry() == n;
        if (inChain) {
            return;
        }
        if (newest == null) {
            clear();
        } else if (shown == null || shown.finding() != newest.finding()) {
            open(played, newest.finding());
        } else {
            selected.set(-1);
        }
    }

    public void open(Played played, int finding) {
        selected.set(-1);
        chain.set(chain(played.report().findings().get(finding), finding, played));
    }

    static Chain chain(Finding finding, int index, Played played) {
        Trace trace = played.trace();
        List<Finding.Sentence> sentences = finding.why();
        String stake = sentences.isEmpty()
                ? AnomalyWords.of(finding.anomaly()).title()
                : sentences.getFirst().text();
        List<Step> steps = new ArrayList<>();
        String reason = "";
        for (int i = 1; i < sentences.size(); i++) {
            Finding.Sentence sentence = sentences.get(i);
            if (sentence.entry() <= 0) {
                reason = sentence.text();
            } else {
                long at = trace.entry(sentence.entry()).at();
                steps.add(new Step(steps.size() + 1, sentence.entry(), at, sentence.text(), false));
            }
        }
        if (!steps.isEmpty()) {
            Step last = steps.removeLast();
            steps.add(new Step(last.number(), last.entry(), last.at(), last.text(), true));
        }
        boolean broken =
                Played.promised(played.report()).contains(finding.anomaly().guarantee());
        return new Chain(
                index,
                AnomalyWords.of(finding.anomaly()).question(),
                stake,
                List.copyOf(steps),
                reason,
                finding.fix(),
                broken);
    }

    /// Selects a step; the caller moves the clock to its entry.
    public Step select(int index) {
        Chain shown = chain.get();
        if (shown == null || shown.steps().isEmpty()) {
            return null;
        }
        int to = Math.clamp(index, 0, shown.steps().size() - 1);
        selected.set(to);
        return shown.steps().get(to);
    }
}
