package dev.ackademy.ui.fx.lesson;

import dev.ackademy.ui.workbench.ProgressBook;
import dev.ackademy.ui.workbench.Taken;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What the learner of this window has done. The book is open only while it is read or written, so that the terminal
/// can have it too; without a folder nothing outlives the window.
public final class Learned {

    private static final String LEARNER = "me";

    private final Path home;
    private final Consumer<String> message;
    private final TreeSet<String> mended = new TreeSet<>();
    private final TreeSet<String> begun = new TreeSet<>();

    /// @param home    null for none
    /// @param message told in one sentence what a person should know
    public Learned(Path home, Consumer<String> message) {
        this.home = home;
        this.message = message;
        if (home != null && ProgressBook.isIn(home)) {
            try (ProgressBook book = ProgressBook.open(home, message)) {
                book.taken(LEARNER).forEach(this::note);
            }
        }
    }

    private void note(Taken taken) {
        begun.add(taken.lesson());
        if (taken.mended()) {
            mended.add(taken.lesson());
        }
    }

    /// Keeps it; on the disk when it returns.
    public void add(Taken taken) {
        note(taken);
        if (home != null) {
            try (ProgressBook book = ProgressBook.open(home, message)) {
                book.add(taken);
            }
        }
    }

    /// Folders of lessons that were mended.
    public Set<String> mended() {
        return Set.copyOf(mended);
    }

    /// Whether nothing was ever taken to its end.
    public boolean nothingYet() {
        return begun.isEmpty();
    }
}
