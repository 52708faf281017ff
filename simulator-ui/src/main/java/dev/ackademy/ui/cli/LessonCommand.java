package dev.ackademy.ui.cli;

import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.lessons.play.Fixes;
import dev.ackademy.lessons.play.Session;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.ui.workbench.Begun;
import dev.ackademy.ui.workbench.Taken;
import dev.ackademy.ui.workbench.Threads;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `lesson`: one lesson as a talk, or, with answers given, without a word from the learner.
@Command(
        name = "lesson",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Take a lesson: predict, run, see why, mend it. Without a number: the first one.",
        subcommands = {
            LessonListCommand.class,
            LessonProgressCommand.class,
            LessonWordsCommand.class,
            LessonAddCommand.class,
            LessonPackCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ackademy lesson list",
            "  ackademy lesson 3",
            "  ackademy lesson 3 --answers 1,2 --set processes.shop.producer.idempotence=true",
            "  ackademy lesson 3 --json                  the questions, for a program"
        })
final class LessonCommand implements Callable<Integer> {

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NN", arity = "0..1", description = "Number or name of a lesson (see 'lesson list').")
    private String name = "";

    @Option(
            names = "--answers",
            paramLabel = "N",
            split = ",",
            description = "The predictions, as numbers of choices: --answers 2,1. Nothing is asked then.")
    private List<Integer> answers = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "With --answers: a setting of the mend. Repeatable.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object and nothing else. Asks nothing.")
    private boolean json;

    @Mixin
    private LearnerOptions learner;

    @Option(names = "--no-progress", description = "Keep nothing of it.")
    private boolean keepsNothing;

    @Option(names = "--again", description = "From the first question, also where you stopped half-way.")
    private boolean again;

    @Override
    public Integer call() {
        if (!sets.isEmpty() && answers.isEmpty()) {
            throw new WrongUse("--set mends a lesson whose questions are answered: give --answers too.");
        }
        LessonLibrary library = ackademy.workbench().lessons();
        if (name.contains("/")) {
            Stage stage = LessonAddCommand.added(ackademy)
                    .find(name)
                    .orElseThrow(() -> new WrongUse(
                            "there is no added lesson '" + name + "'. 'ackademy lesson list' lists those there are."));
            return take(stage, "Lesson " + name, "");
        }
        Lesson lesson = name.isEmpty() ? library.course().getFirst() : lesson(name);
        Stage stage = library.stage(lesson);
        return take(stage, "Lesson " + lesson.number() + ", " + stage.script().chapter(), next(lesson));
    }

    private int take(Stage stage, String title, String next) {
        return answers.isEmpty() && !json
                ? talk(stage, title, next)
                : alone(stage).code();
    }

    AckademyCommand ackademy() {
        return ackademy;
    }

    private Lesson lesson(String called) {
        Lesson lesson = ackademy.workbench()
                .lessons()
                .find(called)
                .orElseThrow(() -> new WrongUse(
                        "there is no lesson '" + called + "'. 'ackademy lesson list' lists those there are."));
        if (lesson.text().isEmpty()) {
            throw new WrongUse("'" + called + "' is a scenario without a lesson. 'ackademy run " + called
                    + "' plays it; 'ackademy lesson list' lists the lessons.");
        }
        return lesson;
    }

    private int talk(Stage stage, String title, String next) {
        Optional<Begun> left = left(stage.name());
        Instant begin = Instant.now().minusSeconds(left.map(Begun::seconds).orElse(0L));
        LessonTalk talk = new LessonTalk(
                stage,
                new RunText(spec.commandLine().getOut(), ackademy.terminal()),
                ackademy.terminal(),
                ackademy.in(),
                (session, step, sets) ->
                        stands(Begun.of(learner.learner(), session, step, sets, begin, Instant.now())));
        left.ifPresent(each -> talk.goOn(each, "ackademy lesson " + stage.name() + " --again"));
        talk.hold(title, next);
        keep(talk.session(), begin);
        return ExitCode.EXPECTED.code();
    }

    /// Where the learner stopped in this lesson; nowhere where they begin anew.
    private Optional<Begun> left(String lesson) {
        return keepsNothing || again
                ? Optional.empty()
                : LearnerOptions.inBook(
                        ackademy,
                        false,
                        spec.commandLine().getErr(),
                        Optional.empty(),
                        book -> book.begun(learner.learner()).stream()
                                .filter(each -> each.lesson().equals(lesson))
                                .findFirst());
    }

    private void stands(Begun now) {
        if (!keepsNothing) {
            LearnerOptions.inBook(ackademy, true, spec.commandLine().getErr(), null, book -> {
                book.keep(now);
                return null;
            });
        }
    }

    /// Only where somebody answered: a run on a build server leaves nothing in a home folder.
    private void keep(Session session, Instant begin) {
        if (keepsNothing || session.answers().stream().allMatch(each -> each.chosen() < 0)) {
            return;
        }
        Taken taken = Taken.of(learner.learner(), session, begin, Instant.now());
        LearnerOptions.inBook(ackademy, true, spec.commandLine().getErr(), null, book -> {
            book.add(taken);
            return null;
        });
    }

    /// The number of the lesson behind this one; empty for the last.
    private String next(Lesson lesson) {
        List<Lesson> course = ackademy.workbench().lessons().course();
        int next = course.indexOf(lesson) + 1;
        return next < course.size() ? String.valueOf(course.get(next).number()) : "";
    }

    /// Without a word from the learner.
    private ExitCode alone(Stage stage) {
        Instant begin = Instant.now();
        Session session = new Session(stage);
        PrintWriter out = spec.commandLine().getOut();
        if (!answers.isEmpty()) {
            lock(session);
            if (!sets.isEmpty()) {
                mend(session);
            }
            keep(session, begin);
        }
        if (json) {
            out.println(LessonJson.of(session));
        } else {
            LessonText.of(session, ackademy.terminal()).forEach(new RunText(out, ackademy.terminal())::line);
        }
        boolean right = answers.isEmpty() || session.answers().stream().allMatch(Session.Answer::correct);
        return right && (sets.isEmpty() || session.mended()) ? ExitCode.EXPECTED : ExitCode.UNEXPECTED;
    }

    private void lock(Session session) {
        int asked = session.stage().script().questions().size();
        if (answers.size() != asked) {
            throw new WrongUse("this lesson asks " + asked + " questions; --answers gives " + answers.size() + ".");
        }
        for (int answer : answers) {
            int options = session.question().options().size();
            if (answer < 1 || answer > options) {
                throw new WrongUse("a prediction of '" + session.question().text() + "' is a number from 1 to "
                        + options + ", not " + answer + ".");
            }
            session.lock(answer - 1);
        }
        session.reveal();
    }

    private void mend(Session session) {
        for (String set : sets) {
            Fixes.refusal(session.stage(), set).ifPresent(cause -> {
                throw new WrongUse(cause + ".");
            });
        }
        try {
            session.attempt(sets, Threads.all(), Patience.ofSeconds(LessonTalk.SEARCH_SECONDS));
        } catch (ScenarioRefused refused) {
            throw new WrongUse(refused.getMessage());
        }
    }
}
