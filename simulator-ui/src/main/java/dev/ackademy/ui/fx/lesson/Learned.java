package dev.ackademy.ui.fx.lesson;

import dev.ackademy.ui.workbench.Begun;
import dev.ackademy.ui.workbench.ProgressBook;
import dev.ackademy.ui.workbench.Taken;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// What the learner of this window has done. The book is open only while it is read or written, so that the terminal
/// can have it too; without a folder nothing outlives the window.
public final class Learned {

    static final String LEARNER = "me";

    private final Path home;
    private final Consumer<String> message;
    private final TreeSet<String> mended = new TreeSet<>();
    private final TreeSet<String> begun = new TreeSet<>();
    private final Map<String, Begun> halfTaken = new ConcurrentHashMap<>();

    /// @param home    null for none
    /// @param message told in one sentence what a person should know
    public Learned(Path home, Consumer<String> message) {
        this.home = home;
        this.message = message;
        if (home != null && ProgressBook.isIn(home)) {
            try (ProgressBook book = ProgressBook.open(home, message)) {
                book.taken(LEARNER).forEach(this::note);
                book.begun(LEARNER).forEach(each -> halfTaken.put(each.lesson(), each));
            }
        }
    }

    /// Where the learner stands in a lesson; empty where it was not begun, or taken to its end.
    Optional<Begun> begun(String lesson) {
        return Optional.ofNullable(halfTaken.get(lesson));
    }

    /// The lessons that were left half-way, the latest first.
    public List<Begun> halfTaken() {
        return halfTaken.values().stream()
                .sorted(Comparator.comparing(Begun::at).reversed())
                .toList();
    }

    /// Notes where the learner stands, at once; on the disk when [#write] returns.
    void stands(Begun now) {
        halfTaken.put(now.lesson(), now);
    }

    /// Nothing is half-taken of a lesson that is begun anew.
    void forget(String lesson) {
        halfTaken.remove(lesson);
    }

    /// Writes what was last noted of a lesson.
    void write(String lesson) {
        if (home == null) {
            return;
        }
        Begun now = halfTaken.get(lesson);
        try (ProgressBook book = ProgressBook.open(home, message)) {
            if (now == null) {
                book.forget(LEARNER, lesson);
            } else {
                book.keep(now);
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
        halfTaken.remove(taken.lesson());
        if (home != null) {
            try (ProgressBook book = ProgressBook.open(home, message)) {
                book.add(taken);
            }
        }
    }

    /// Folders of lessons that were begun, at least.
    public Set<String> begun() {
        TreeSet<String> all = new TreeSet<>(begun);
        all.addAll(halfTaken.keySet());
        return all;
    }

    /// Folders of lessons that were mended.
    public Set<String> mended() {
        return Set.copyOf(mended);
    }

    /// Whether nothing was ever taken, not even half-way.
    public boolean nothingYet() {
        return begun.isEmpty() && halfTaken.isEmpty();
    }
}
