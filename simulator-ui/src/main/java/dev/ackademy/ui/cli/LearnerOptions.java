package dev.ackademy.ui.cli;

import dev.ackademy.ui.workbench.ProgressBook;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Whose progress is meant.
final class LearnerOptions {

    @Option(
            names = "--learner",
            paramLabel = "NAME",
            description = "Whose progress this is, where several share a computer; 'me' if left out.")
    private String learner = "me";

    String learner() {
        if (!learner.matches("[\\p{L}\\p{N} ._@-]{1,60}")) {
            throw new WrongUse("a learner's name has 1 to 60 letters, digits, spaces and any of . _ @ -");
        }
        return learner;
    }

    /// What is asked of the book, where there is one; a book is begun only where `begins` is said.
    static <T> T inBook(
            AckademyCommand ackademy, boolean begins, PrintWriter err, T without, Function<ProgressBook, T> ask) {
        try {
            if (!begins && !ProgressBook.isIn(ackademy.home())) {
                return without;
            }
            try (ProgressBook book =
                    ProgressBook.open(ackademy.home(), words -> err.println("ackademy: " + SafeText.of(words)))) {
                return ask.apply(book);
            }
        } catch (WrongUse nowhere) {
            err.println("ackademy: " + SafeText.of(nowhere.getMessage()) + " Progress is not kept.");
            return without;
        }
    }
}
