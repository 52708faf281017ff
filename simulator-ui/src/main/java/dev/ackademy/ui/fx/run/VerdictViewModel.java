package dev.ackademy.ui.fx.run;

import dev.ackademy.core.check.Report;
import dev.ackademy.core.check.Verdict;
import dev.ackademy.core.model.Guarantee;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What can be said about the guarantees at a moment of the run: nothing of what is still to come.
public final class VerdictViewModel {

    public enum State {
        KEPT("kept"),
        BROKEN("broken"),
        OPEN("open"),
        ALLOWED("allowed"),
        ABSENT("absent");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// @param count    how often so far
    /// @param reason   which setting promises it, or why it is open
    public record Line(
            Guarantee guarantee, AnomalyWords words, boolean promised, State state, int count, String reason) {

        /// `broken (1)`
        public String text() {
            return count == 0 ? state.word() : state.word() + " (" + count + ")";
        }
    }

    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper when = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper promise = new ReadOnlyStringWrapper("");

    /// In the order of the guarantees, the promised ones first.
    public ReadOnlyObjectProperty<List<Line>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    /// `so far`, or how the run ended.
    public ReadOnlyStringProperty whenProperty() {
        return when.getReadOnlyProperty();
    }

    /// `Promised: no loss, order per key`
    public ReadOnlyStringProperty promiseProperty() {
        return promise.getReadOnlyProperty();
    }

    public void show(Played played, int n) {
        boolean over = played.whole() && n >= played.trace().entries().size();
        when.set(over ? "at the end" : "so far");
        String all = played.report().guarantees().stream()
                .filter(Report.Judgement::promised)
                .map(judgement -> AnomalyWords.promise(judgement.guarantee()))
                .collect(Collectors.joining(", "));
        promise.set(all.isEmpty() ? "Nothing is promised" : "Promised: " + all);
        List<Line> now = lines(played.report(), played.flags(), n, over);
        if (!now.equals(lines.get())) {
            lines.set(now);
        }
    }

    static List<Line> lines(Report report, List<Flag> flags, int n, boolean over) {
        Map<Guarantee, Integer> counts = new EnumMap<>(Guarantee.class);
        flags.stream()
                .filter(flag -> flag.entry() <= n)
                .forEach(flag -> counts.merge(
                        report.findings().get(flag.finding()).anomaly().guarantee(), 1, Integer::sum));
        List<Line> lines = new ArrayList<>();
        for (boolean promised : new boolean[] {true, false}) {
            for (Report.Judgement judgement : report.guarantees()) {
                if (judgement.promised() == promised) {
                    int count = counts.getOrDefault(judgement.guarantee(), 0);
                    lines.add(new Line(
                            judgement.guarantee(),
                            AnomalyWords.of(judgement.guarantee()),
                            promised,
                            state(judgement, count, over),
                            count,
                            judgement.reason()));
                }
            }
        }
        return lines;
    }

    private static State state(Report.Judgement judgement, int count, boolean over) {
        boolean violated = count > 0 || over && judgement.verdict() == Verdict.VIOLATED;
        if (violated) {
            return judgement.promised() ? State.BROKEN : State.ALLOWED;
        }
        if (!judgement.promised()) {
            return State.ABSENT;
        }
        return over && judgement.verdict() == Verdict.HOLDS ? State.KEPT : State.OPEN;
    }
}
