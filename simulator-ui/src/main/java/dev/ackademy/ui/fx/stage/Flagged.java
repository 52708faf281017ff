package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.run.Flag;
import dev.ackademy.ui.fx.run.Played;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What was found up to a moment.
///
/// @param broken indices of those that break a promise
record Flagged(Played played, List<Finding> found, Set<Integer> broken) {

    static Flagged until(Played played, int n) {
        List<Finding> found = new ArrayList<>();
        Set<Integer> broken = new LinkedHashSet<>();
        for (Flag flag : played.flags()) {
            if (flag.entry() <= n) {
                if (flag.broken()) {
                    broken.add(found.size());
                }
                found.add(played.report().findings().get(flag.finding()));
            }
        }
        return new Flagged(played, found, broken);
    }

    /// Signs over the cells in which what was found is to be seen, the newest first.
    List<StageFrame.CellMark> marks(TopicPartition partition) {
        List<StageFrame.CellMark> marks = new ArrayList<>();
        for (int i = found.size() - 1; i >= 0 && marks.size() < 4; i--) {
            Finding finding = found.get(i);
            long low = Long.MAX_VALUE;
            long high = -1;
            for (int entry : finding.witness()) {
                long offset = offsetOf(played.trace().entry(entry), partition);
                if (offset >= 0) {
                    low = Math.min(low, offset);
                    high = Math.max(high, offset);
                }
            }
            if (high < 0) {
                continue;
            }
            if (high - low > 3) {
                low = high;
            }
            long from = low;
            long to = high;
            boolean taken = marks.stream().anyMatch(mark -> mark.from() <= to && mark.to() >= from);
            if (!taken) {
                marks.add(new StageFrame.CellMark(
                        low, high, AnomalyWords.of(finding.anomaly()).glyph(), broken.contains(i)));
            }
        }
        return marks;
    }

    private static long offsetOf(TraceEntry entry, TopicPartition partition) {
        return switch (entry.event()) {
            case LogEvent.RecordAppended e when partition.equals(e.partition()) -> e.offset();
            case DeliveryEvent.Delivered e when partition.equals(e.partition()) -> e.position();
            default -> -1;
        };
    }

    /// The finding that the row of a key shows, -1 for none: a broken promise before all others.
    int findingAt(int store, String key) {
        int best = -1;
        for (int i = 0; i < found.size(); i++) {
            Finding finding = found.get(i);
            if (finding.operation() == null || !finding.operation().key().equals(key)) {
                continue;
            }
            boolean elsewhere = false;
            boolean here = false;
            for (int entry : finding.witness()) {
                if (played.trace().entry(entry).event() instanceof StoreEvent) {
                    here |= played.trace().entry(entry).node() == store;
                    elsewhere |= played.trace().entry(entry).node() != store;
                }
            }
            if ((here || !elsewhere) && (best < 0 || broken.contains(i) || !broken.contains(best))) {
                best = i;
            }
        }
        return best;
    }
}
