package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.Workbench;
import java.io.PrintWriter;
import java.util.List;

/// What a person sees who starts the program without a command: the first scenario, what went wrong in it, the same
/// with its mend, and where to go from there.
final class GuidedTour {

    private static final String FIRST = "1";
    private static final String MEND = "fixed";

    private final Workbench workbench;
    private final Terminal terminal;
    private final RunText page;

    GuidedTour(Workbench workbench, PrintWriter out, Terminal terminal) {
        this.workbench = workbench;
        this.terminal = terminal;
        this.page = new RunText(out, terminal);
    }

    void show() {
        Resolved first = workbench.load(FIRST, "", List.of());
        Judged broken = workbench.run(first.scenario());
        say("Messages travel from producers through a broker to consumers and their databases. Something breaks.");
        say("Which promise was broken, and why? Here is the first of "
                + workbench.catalogue().size() + " scenarios.");
        page.line(new Line());
        chapter("1  " + broken.scenario().title(), broken);
        List<Numbered> findings = Numbered.of(broken.report());
        if (!findings.isEmpty()) {
            Finding finding = findings.getFirst().finding();
            finding.why().stream().limit(1).forEach(sentence -> say(sentence.text()));
            if (finding.fix() != null) {
                say("What would have helped: " + finding.fix().text());
            }
            page.line(new Line());
        }
        if (first.variants().contains(MEND)) {
            Judged mended = workbench.run(workbench.load(FIRST, MEND, List.of()).scenario());
            chapter("The same failure, with that done (--variant " + MEND + ")", mended);
        }
        commands();
    }

    private void chapter(String title, Judged run) {
        page.line(new Line().add(title, Ink.STRONG));
        page.line(new Line());
        page.block(SpaceTime.of(run, Numbered.of(run.report()), terminal));
        page.block(StoreTable.of(run.report(), terminal));
    }

    private void commands() {
        page.line(new Line().add("Go on with", Ink.STRONG));
        command("ackademy run 1", "the whole story of this run, verdicts and reasons");
        command("ackademy scenarios", "all that is shipped");
        command("ackademy run 6", "messages overtake each other although TCP keeps order");
        command("ackademy show 6", "every setting, who decided it, and the vendor's name for it");
        command("ackademy --help", "everything else");
    }

    private void command(String command, String what) {
        page.line(new Line().put(2, command, Ink.KEPT).put(24, what));
    }

    private void say(String sentence) {
        page.line(Line.of(sentence));
    }
}
