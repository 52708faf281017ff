package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Step;
import java.util.ArrayList;
import java.util.List;

/// The steps of a process as one row of lines, so that a place in them is one number. A transaction is a line where it
/// begins, the lines of its steps and a line where it commits. Refuses what this version cannot do, with a message that
/// names it.
final class StepProgram {

    enum Part {
        STEP,
        BEGIN,
        COMMIT
    }

    /// @param path   `1`, or `2.1` inside a transaction
    /// @param store  the store whose open transaction the line belongs to, null outside one
    /// @param within the transaction that the line belongs to, null outside one
    /// @param skipTo where an inbox goes on that knows its item: the commit of its transaction, else the
    /// acknowledgement
    record Line(Step step, Part part, String path, String store, Step.Transaction within, int skipTo) {

        /// Whether it belongs to a transaction over the broker.
        boolean overBroker() {
            return within != null && within.overBroker();
        }

        String verb() {
            return step.verb();
        }
    }

    private final List<Line> lines;

    private StepProgram(List<Line> lines) {
        this.lines = lines;
    }

    static StepProgram of(List<Step> steps) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            String path = Integer.toString(i + 1);
            if (steps.get(i) instanceof Step.Transaction transaction) {
                addTransaction(transaction, path, lines);
            } else {
                lines.add(new Line(refuseUnbuilt(steps.get(i)), Part.STEP, path, null, null, -1));
            }
        }
        return new StepProgram(withSkips(lines));
    }

    private static void addTransaction(Step.Transaction transaction, String path, List<Line> lines) {
        String store = transaction.store();
        lines.add(new Line(transaction, Part.BEGIN, path, store, transaction, -1));
        for (int i = 0; i < transaction.steps().size(); i++) {
            Step inner = refuseUnbuilt(transaction.steps().get(i));
            if (inner instanceof Step.Transaction) {
                throw new IllegalArgumentException("step " + path + ": a transaction inside a transaction");
            }
            lines.add(new Line(inner, Part.STEP, path + "." + (i + 1), store, transaction, -1));
        }
        lines.add(new Line(transaction, Part.COMMIT, path, store, transaction, -1));
    }

    private static Step refuseUnbuilt(Step step) {
        if (step instanceof Step.Write write && write.set() != null) {
            throw new IllegalArgumentException("write: 'set' needs a table as source, which is not available yet");
        }
        return step;
    }

    private static List<Line> withSkips(List<Line> lines) {
        List<Line> done = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            int skipTo = line.step() instanceof Step.Inbox ? skipTarget(lines, i) : -1;
            done.add(new Line(line.step(), line.part(), line.path(), line.store(), line.within(), skipTo));
        }
        return List.copyOf(done);
    }

    private static int skipTarget(List<Line> lines, int from) {
        boolean inside = lines.get(from).within() != null;
        for (int i = from + 1; i < lines.size(); i++) {
            boolean here =
                    inside ? lines.get(i).part() == Part.COMMIT : lines.get(i).step() instanceof Step.Acknowledge;
            if (here) {
                return i;
            }
        }
        return lines.size();
    }

    int size() {
        return lines.size();
    }

    Line line(int index) {
        return lines.get(index);
    }

    /// The acknowledge step, null where the client library acknowledges by itself or the source needs none.
    Step.Acknowledge acknowledge() {
        for (Line line : lines) {
            if (line.step() instanceof Step.Acknowledge acknowledge) {
                return acknowledge;
            }
        }
        return null;
    }

    /// Whether a whole batch is acknowledged before its first item is worked on: `every: batch` and nothing
    /// before it.
    boolean acknowledgesBatchFirst() {
        return !lines.isEmpty() && lines.getFirst().step() instanceof Step.Acknowledge first && first.everyBatch();
    }

    boolean publishes() {
        for (Line line : lines) {
            if (line.step() instanceof Step.Publish) {
                return true;
            }
        }
        return false;
    }
}
