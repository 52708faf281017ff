package dev.ackademy.ui.cli;

import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.ui.workbench.Judged;
import java.io.PrintWriter;
import java.util.List;

/// Everything that a person sees of one run, in the order in which it is read: what it is, the picture, expected and
/// actual, verdicts, findings, outcome.
final class RunText {

    private final PrintWriter out;
    private final Terminal terminal;

    RunText(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void print(Judged run, String variant) {
        List<Numbered> findings = Numbered.of(run.report());
        title(run.scenario(), variant);
        block(SpaceTime.of(run, findings, terminal));
        block(StoreTable.of(run.report(), terminal));
        block(VerdictText.of(run.report(), terminal));
        block(ReadingText.of(run.report()));
        block(FindingText.of(findings, terminal));
        OutcomeText.of(run).forEach(this::line);
    }

    void title(Scenario scenario, String variant) {
        Line title = new Line().add(scenario.title(), Ink.STRONG);
        if (scenario.preset() != null && !scenario.preset().equals("none")) {
            title.add("  " + scenario.preset(), Ink.FAINT);
        }
        if (!variant.isEmpty()) {
            title.add("  variant " + variant, Ink.FAINT);
        }
        line(title);
        line(new Line());
    }

    void block(List<Line> lines) {
        if (!lines.isEmpty()) {
            lines.forEach(this::line);
            line(new Line());
        }
    }

    /// What stands before the place where somebody types.
    void prompt(String words) {
        out.print(Line.of(words).add(" ", Ink.PLAIN).render(terminal) + " ");
        out.flush();
    }

    void line(Line line) {
        out.println(line.render(terminal));
    }
}
