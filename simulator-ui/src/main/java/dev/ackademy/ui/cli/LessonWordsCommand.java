package dev.ackademy.ui.cli;

import dev.ackademy.lessons.Glossary;
import dev.ackademy.ui.workbench.WrongUse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `lesson words`: what the words of the field mean.
@Command(
        name = "words",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "What a word of the field means; without one, all of them.")
final class LessonWordsCommand implements Callable<Integer> {

    @ParentCommand
    private LessonCommand lesson;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "As in: lesson words dead letter")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        Glossary glossary = Glossary.shipped();
        String asked = String.join(" ", words);
        List<Glossary.Word> found = words.isEmpty()
                ? glossary.words()
                : List.of(glossary.find(asked)
                        .orElseThrow(() -> new WrongUse(
                                "'" + asked + "' does not stand in the glossary. 'ackademy lesson words' lists it.")));
        Terminal terminal = lesson.ackademy().terminal();
        RunText page = new RunText(spec.commandLine().getOut(), terminal);
        for (Glossary.Word each : found) {
            page.line(new Line().add(each.word(), Ink.STRONG).add("  " + each.lesson(), Ink.FAINT));
            NarrativeText.sentence("  ", each.says(), Ink.PLAIN, terminal).forEach(page::line);
        }
        return ExitCode.EXPECTED.code();
    }
}
