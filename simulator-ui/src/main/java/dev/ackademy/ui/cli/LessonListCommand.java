package dev.ackademy.ui.cli;

import dev.ackademy.lessons.Chapter;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.Pack;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.ui.workbench.WrongUse;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `lesson list`: the course, chapter by chapter.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "List the lessons by chapter, in the order in which they are taken.")
final class LessonListCommand implements Callable<Integer> {

    private static final int TITLE = 6;

    @ParentCommand
    private LessonCommand lesson;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LearnerOptions learner;

    @Override
    public Integer call() {
        TreeSet<String> done = LearnerOptions.inBook(
                lesson.ackademy(),
                false,
                spec.commandLine().getErr(),
                new TreeSet<>(),
                book -> book.mended(learner.learner()));
        RunText page =
                new RunText(spec.commandLine().getOut(), lesson.ackademy().terminal());
        for (Chapter chapter : lesson.ackademy().workbench().lessons().chapters()) {
            List<Lesson> taught = chapter.lessons().stream()
                    .filter(each -> !each.text().isEmpty())
                    .toList();
            if (taught.isEmpty()) {
                continue;
            }
            page.line(new Line().add(chapter.title(), Ink.STRONG).add("  " + chapter.subtitle(), Ink.FAINT));
            for (Lesson each : taught) {
                Script script = each.script().orElseThrow();
                page.line(new Line()
                        .put(2, each.name().substring(0, each.name().indexOf('-')), Ink.STRONG)
                        .put(TITLE, script.title())
                        .add("  " + script.minutes() + " min", Ink.FAINT)
                        .add(done.contains(each.name()) ? "  ✓" : "", Ink.KEPT));
            }
            page.line(new Line());
        }
        added().forEach(pack -> {
            page.line(new Line().add(pack.name(), Ink.STRONG).add("  added", Ink.FAINT));
            pack.lessons()
                    .forEach(each -> page.line(new Line()
                            .put(2, pack.name() + "/" + each.number(), Ink.STRONG)
                            .add("  " + each.script().orElseThrow().title())));
            page.line(new Line());
        });
        page.line(new Line()
                .add("ackademy lesson NN", Ink.KEPT)
                .add("  takes one. 'ackademy scenarios' lists what else is shipped.", Ink.FAINT));
        return ExitCode.EXPECTED.code();
    }

    private List<Pack> added() {
        try {
            return LessonAddCommand.added(lesson.ackademy()).all();
        } catch (WrongUse _) {
            // Without a folder of the person there is nothing that was added.
            return List.of();
        }
    }
}
