package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.play.Fixes;
import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.play.Session;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.script.Question;
import dev.ackademy.lessons.script.Reference;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.lessons.script.Setting;
import dev.ackademy.ui.workbench.Begun;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// One lesson as a talk in the terminal: tells, asks, waits, shows, and lets the learner mend it. What is typed comes
/// line by line; where nothing comes any more, the rest is shown without it.
final class LessonTalk {

    private static final int GO_ON = 26;

    /// How long the explorer may search before it says how far it came.
    static final int SEARCH_SECONDS = 60;

    /// Told whenever the learner has come a step further.
    interface Keeping {

        /// @param step as [Begun] has it
        /// @param sets of the last try
        void stands(Session session, String step, List<String> sets);
    }

    private final Session session;
    private final Keeping keeping;
    private final Stage stage;
    private final Script script;
    private final Terminal terminal;
    private final RunText page;
    private final BufferedReader in;
    private List<String> lastTried = List.of();
    private String before = "";

    /// @param in what the learner types
    LessonTalk(Stage stage, RunText page, Terminal terminal, BufferedReader in, Keeping keeping) {
        this.session = new Session(stage);
        this.keeping = keeping;
        this.stage = stage;
        this.script = stage.script();
        this.page = page;
        this.terminal = terminal;
        this.in = in;
    }

    Session session() {
        return session;
    }

    /// Begins where the learner stopped.
    ///
    /// @param anew the command that begins from the first question
    void goOn(Begun left, String anew) {
        if (!left.goOn(session)) {
            return;
        }
        before = "You have been here: what you locked stays locked. To begin anew: " + anew;
        if (session.phase() == Session.Phase.FIX) {
            lastTried = left.sets();
            for (int i = 0; i < left.hints(); i++) {
                session.hint();
            }
        }
    }

    private void stands(String step) {
        if (session.choices().stream().anyMatch(each -> each >= 0)) {
            keeping.stands(session, step, lastTried);
        }
    }

    /// From the first sentence to the last.
    ///
    /// @param title what stands above it: number, chapter
    /// @param next  the number of the lesson behind it, empty for none
    void hold(String title, String next) {
        page.line(new Line().add(title, Ink.FAINT));
        page.line(new Line().add(script.title(), Ink.STRONG).add("  " + script.minutes() + " min", Ink.FAINT));
        page.line(new Line());
        say("", script.stake(), Ink.STRONG);
        page.line(new Line());
        if (!before.isEmpty()) {
            say("", before, Ink.FAINT);
            page.line(new Line());
        }
        section(0);
        while (session.phase() == Session.Phase.PREDICT) {
            predict();
        }
        heading("Watch");
        page.block(NarrativeText.of(script.section(1), terminal));
        picture(session.played());
        List<Session.Answer> answers = session.phase() == Session.Phase.WATCH ? session.reveal() : session.answers();
        stands("fix");
        heading("What happened");
        answers.forEach(this::answer);
        chain();
        section(2);
        heading(List.copyOf(script.sections().keySet()).get(3));
        page.block(NarrativeText.of(script.section(3), terminal));
        mend();
        end(next);
    }

    private void predict() {
        Question question = session.question();
        heading("Predict" + (script.questions().size() > 1 ? " " + (session.locked() + 1) : ""));
        say("", question.text(), Ink.PLAIN);
        for (int i = 0; i < question.options().size(); i++) {
            say("  " + (i + 1) + "  ", question.options().get(i), Ink.PLAIN);
        }
        page.line(new Line());
        while (true) {
            String typed = ask("Your prediction, 1 to " + question.options().size() + ": ");
            if (typed == null) {
                session.lock(-1);
                break;
            }
            if (typed.matches("[1-9]")
                    && Integer.parseInt(typed) <= question.options().size()) {
                session.lock(Integer.parseInt(typed) - 1);
                stands(session.phase() == Session.Phase.PREDICT ? "predict" : "watch");
                say("", "Locked: " + typed + ".", Ink.FAINT);
                break;
            }
            say("", "Type one number from 1 to " + question.options().size() + ".", Ink.FAINT);
        }
        page.line(new Line());
    }

    private void answer(Session.Answer answer) {
        String right = answer.question().options().get(answer.right());
        say("", answer.question().text(), Ink.STRONG);
        if (answer.chosen() < 0) {
            say("  ", right, Ink.PLAIN);
        } else if (answer.correct()) {
            say("  ✓ ", right, Ink.KEPT);
        } else {
            say("  × ", "You said: " + answer.question().options().get(answer.chosen()), Ink.PLAIN);
            say("  ✓ ", right, Ink.KEPT);
        }
        page.line(new Line());
    }

    /// The reason as the checkers tell it: of the finding that a question asks about, else of the first
    /// that the goal is about.
    private void chain() {
        List<Numbered> all = Numbered.of(session.played().report());
        Finding asked = session.answers().stream()
                .map(Session.Answer::why)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        all.stream()
                .filter(each -> asked == null
                        ? script.goal().absent().contains(each.finding().anomaly())
                                || script.goal().breaks()
                        : each.finding() == asked)
                .findFirst()
                .ifPresent(each -> page.block(FindingText.told(each, terminal)));
    }

    private void mend() {
        say("Goal  ", script.goal().text(), Ink.STRONG);
        page.line(new Line());
        script.settings().forEach(this::setting);
        if (!lastTried.isEmpty()) {
            say("  ", "Last tried: " + String.join(" ", lastTried), Ink.FAINT);
        }
        page.line(new Line());
        while (session.phase() == Session.Phase.FIX) {
            String typed = ask("Change settings (NAME=VALUE ...), or: hint, skip: ");
            if (typed == null || typed.equals("skip")) {
                session.giveUp();
                solution();
            } else if (typed.equals("hint")) {
                String hint = session.hint();
                stands("fix");
                say("  ", hint.isEmpty() ? "That was the last hint." : hint, Ink.PLAIN);
            } else if (!typed.isEmpty()) {
                attempt(typed);
            }
        }
        page.line(new Line());
    }

    private void setting(Setting setting) {
        boolean inWords =
                setting.options().stream().anyMatch(each -> !each.text().isEmpty());
        Line head = new Line().put(2, setting.path(), Ink.KEPT);
        head.add(inWords ? "" : "  " + String.join(" | ", setting.values()), Ink.STRONG);
        page.line(head.add("  now " + now(setting), Ink.FAINT));
        say("    ", setting.text(), Ink.PLAIN);
        for (int i = 0; inWords && i < setting.options().size(); i++) {
            say("    :" + (i + 1) + "  ", setting.options().get(i).text(), Ink.PLAIN);
        }
    }

    /// The smallest change that meets the goal.
    private void solution() {
        page.line(new Line());
        Fixes.solutions(stage).stream().limit(1).forEach(each -> {
            say("  ", script.goal().breaks() ? "One way to break it:" : "One way to mend it:", Ink.PLAIN);
            tried(each);
        });
    }

    private void attempt(String typed) {
        List<String> sets = sets(typed);
        for (String set : sets) {
            String refusal = Fixes.refusal(stage, set).orElse("");
            if (!refusal.isEmpty()) {
                say("  ", refusal + ".", Ink.PLAIN);
                return;
            }
        }
        try {
            lastTried = sets;
            tried(session.attempt(sets, Threads.all(), Patience.ofSeconds(SEARCH_SECONDS)));
            if (session.phase() == Session.Phase.FIX) {
                stands("fix");
            }
        } catch (ScenarioRefused refused) {
            say("  ", refused.getMessage(), Ink.PLAIN);
        }
    }

    private void tried(Attempt attempt) {
        page.line(new Line());
        page.block(StoreTable.of(attempt.run().report(), terminal));
        LessonText.attempt(attempt, script.goal(), terminal).forEach(page::line);
    }

    /// `--set a=b c=d` as a list. A path may be shortened to its last words where only one setting ends so,
    /// and the second value may be called `a:2`.
    private List<String> sets(String typed) {
        List<String> sets = new ArrayList<>();
        for (String word : typed.split("\\s+(?=(--set\\s+)?[A-Za-z0-9_.-]+(=|:[0-9]))")) {
            String set = word.replaceFirst("^--set\\s+", "").strip();
            String name = set.replaceFirst("[=:].*", "");
            List<Setting> meant = script.settings().stream()
                    .filter(each -> each.path().equals(name) || each.path().endsWith("." + name))
                    .toList();
            sets.add(
                    meant.size() == 1
                            ? meant.getFirst().path() + value(set.substring(name.length()), meant.getFirst())
                            : set);
        }
        return sets;
    }

    private static String value(String given, Setting setting) {
        int place = given.matches(":[1-9]") ? given.charAt(1) - '1' : -1;
        return place >= 0 && place < setting.options().size()
                ? "=" + setting.options().get(place).value()
                : given;
    }

    private String now(Setting setting) {
        return now(stage, setting);
    }

    /// The value that a setting has as the lesson begins.
    static String now(Stage stage, Setting setting) {
        return stage.resolve(List.of()).explained().stream()
                .filter(each -> each.path().equals(setting.path()))
                .map(each -> each.value())
                .findFirst()
                .orElse("not set");
    }

    private void end(String next) {
        heading("Take with you");
        say("", script.takeaway(), Ink.STRONG);
        page.line(new Line());
        for (Reference reference : script.references()) {
            say("- ", reference.text(), Ink.PLAIN);
            page.line(new Line().put(2, reference.link(), Ink.FAINT));
        }
        page.line(new Line());
        page.line(new Line().add("Go on with", Ink.STRONG));
        if (!next.isEmpty()) {
            page.line(new Line().put(2, "ackademy lesson " + next, Ink.KEPT).put(GO_ON, "the next lesson"));
        }
        page.line(new Line().put(2, "ackademy lesson list", Ink.KEPT).put(GO_ON, "the course"));
        page.line(new Line()
                .put(2, "ackademy scenarios", Ink.KEPT)
                .put(GO_ON, "everything else that is shipped, to run and to change"));
    }

    private void picture(Stage.Played played) {
        Judged run = new Judged(played.resolved().scenario(), played.trace(), played.report());
        page.block(SpaceTime.of(run, Numbered.of(played.report()), terminal));
        page.block(StoreTable.of(played.report(), terminal));
    }

    private void section(int place) {
        heading(List.copyOf(script.sections().keySet()).get(place));
        page.block(NarrativeText.of(script.section(place), terminal));
    }

    private void heading(String title) {
        page.line(new Line().add(title, Ink.STRONG));
    }

    private void say(String mark, String sentence, Ink ink) {
        NarrativeText.sentence(mark, sentence, ink, terminal).forEach(page::line);
    }

    /// Null where nobody types any more.
    private String ask(String prompt) {
        page.prompt(prompt);
        try {
            String typed = in.readLine();
            if (typed == null) {
                page.line(new Line());
            }
            return typed == null ? null : typed.strip();
        } catch (IOException broken) {
            throw new UncheckedIOException("what is typed cannot be read", broken);
        }
    }
}
