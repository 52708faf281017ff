package dev.ackademy.ui.workbench;

import dev.ackademy.core.check.Report;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.RecordingEnd;
import dev.ackademy.core.trace.RecordingHeader;
import dev.ackademy.core.trace.RecordingRefused;
import dev.ackademy.core.trace.RecordingWriter;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The runs that a person made, as recipes: what decided each run and what was said about it, not what happened in it.
/// A run is shown by running it again; only a pinned one keeps its recording, a file in the same folder. The last
/// [#MOST_UNPINNED] runs that are not pinned are kept.
///
/// Where the folder or its store cannot be used, or another process uses it, there is a library without runs that keeps
/// none, and the message says so: a method never fails because of the store. May be called from several threads, but
/// not from one that is interrupted to end it: that would close the file.
public final class RunLibrary implements AutoCloseable {

    public static final int MOST_UNPINNED = 500;

    private static final String COLUMNS = "ID, TURN, AT_MILLIS, SOURCE, TITLE, TEXT, VARIANT, SETS, SEED, CHOICE_KEYS,"
            + " CHOICE_ANSWERS, ENGINE, DIGEST, OUTCOME, JUDGEMENTS, FOUND, FOUND_COUNTS, FINDINGS, PINNED, RECORDING";
    private static final String RECORDING_NAME = "run-[0-9]{1,19}-[0-9a-f]{1,32}(-[0-9]{1,9})?\\.jsonl";

    private final Path home;
    private final Consumer<String> message;
    private Connection store;

    private RunLibrary(Path home, Connection store, Consumer<String> message) {
        this.home = home;
        this.store = store;
        this.message = message;
    }

    /// The library of the person who runs this program ([UserFolder]).
    public static RunLibrary open(Consumer<String> message) {
        try {
            return open(UserFolder.ofUser(), message);
        } catch (WrongUse nowhere) {
            message.accept(nowhere.getMessage() + " Runs are not kept this time.");
            return new RunLibrary(Path.of(""), null, message);
        }
    }

    /// @param home    made where it is missing
    /// @param message told, in one sentence or two, what a person should know: a store was set aside, runs
    /// are not kept
    public static RunLibrary open(Path home, Consumer<String> message) {
        return new RunLibrary(home, RunStore.open(home, RunSchema.STORE, message), message);
    }

    /// Whether runs were ever kept in this folder.
    public static boolean isIn(Path home) {
        return Files.exists(home.resolve(RunSchema.STORE.fileName()), LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether runs are kept.
    public synchronized boolean isOpen() {
        return store != null;
    }

    /// Keeps a run, or, where the same recipe gave the same run before, that it was run again: the runs
    /// that a person looks through are different ones.
    ///
    /// @return empty where runs are not kept
    public Optional<KnownRun> add(RunRecipe recipe, Judged run) {
        return add(recipe, run.scenario().title(), KnownVerdict.of(run), Instant.now());
    }

    Optional<KnownRun> add(RunRecipe recipe, String title, KnownVerdict verdict, Instant at) {
        if (recipe.text().length() > RunSchema.LONGEST) {
            message.accept("The scenario is too large for the run library. The run is not kept.");
            return Optional.empty();
        }
        return inStore(Optional.<KnownRun>empty(), () -> {
            long turn = next();
            KnownRun same = same(recipe, verdict);
            long id = same == null ? turn : same.id();
            if (same == null) {
                insert(new KnownRun(id, recipe, title, verdict, at, false, false, null), turn);
            } else {
                update("UPDATE RUN SET TURN = ?, AT_MILLIS = ? WHERE ID = ?", turn, at.toEpochMilli(), id);
            }
            prune();
            return byId(id);
        });
    }

    /// A person has seen what was found in a run that was added with this recipe and has this digest.
    public void seen(RunRecipe recipe, String digest) {
        inStore(null, () -> {
            for (KnownRun known : select("WHERE DIGEST = ?", digest)) {
                if (!known.seen() && known.recipe().equals(recipe)) {
                    update("INSERT INTO SEEN VALUES (?)", known.id());
                }
            }
            return null;
        });
    }

    /// The last `most` runs, pinned or not, the last one first.
    public List<KnownRun> recent(int most) {
        return inStore(List.of(), () -> select("ORDER BY TURN DESC FETCH FIRST ? ROWS ONLY", (long) Math.max(0, most)));
    }

    /// The pinned runs, the last one first.
    public List<KnownRun> pinned() {
        return inStore(List.of(), () -> select("WHERE PINNED ORDER BY TURN DESC"));
    }

    public Optional<KnownRun> find(long id) {
        return inStore(Optional.empty(), () -> byId(id));
    }

    /// Keeps a run until it is unpinned, with its recording.
    ///
    /// @param run the same run, just made or made again
    /// @throws WrongUse where this is another run, or the recording cannot be written
    public Optional<KnownRun> pin(long id, Judged run) {
        return inStore(Optional.empty(), () -> {
            Optional<KnownRun> known = byId(id);
            if (known.isEmpty() || known.get().recording() != null) {
                return known;
            }
            if (!known.get().verdict().digest().equals(run.trace().digest())) {
                throw new WrongUse("Run " + id + " was made by version "
                        + known.get().verdict().engine() + " and runs otherwise with this one (" + Workbench.version()
                        + "), so it cannot be recorded any more.");
            }
            Path recording = record(known.get(), run);
            update(
                    "UPDATE RUN SET PINNED = TRUE, RECORDING = ? WHERE ID = ?",
                    recording.getFileName().toString(),
                    id);
            return byId(id);
        });
    }

    /// Lets it go when its time comes. Its recording is deleted.
    public Optional<KnownRun> unpin(long id) {
        return inStore(Optional.empty(), () -> {
            Optional<KnownRun> known = byId(id);
            update("UPDATE RUN SET PINNED = FALSE, RECORDING = '' WHERE ID = ?", id);
            store.commit();
            known.ifPresent(this::deleteRecording);
            return byId(id);
        });
    }

    /// Forgets a run. Its recording is deleted.
    ///
    /// @return whether there was one
    public boolean remove(long id) {
        return inStore(false, () -> {
            Optional<KnownRun> known = byId(id);
            update("DELETE FROM RUN WHERE ID = ?", id);
            update("DELETE FROM SEEN WHERE RUN = ?", id);
            store.commit();
            known.ifPresent(this::deleteRecording);
            return known.isPresent();
        });
    }

    /// Runs it again with this version: both verdicts.
    ///
    /// @throws dev.ackademy.core.scenario.ScenarioRefused where this version does not take its scenario
    public static Rerun rerun(KnownRun known, Workbench workbench) {
        Judged run = workbench.run(known.recipe());
        return new Rerun(known, run, KnownVerdict.of(run));
    }

    @Override
    public synchronized void close() {
        if (store == null) {
            return;
        }
        try {
            store.close();
        } catch (SQLException e) {
            message.accept("The run library in " + home + " was not closed well: " + RunStore.cause(e) + ".");
        } finally {
            store = null;
        }
    }

    private interface Work<T> {
        T run() throws SQLException, IOException;
    }

    /// One transaction.
    private synchronized <T> T inStore(T without, Work<T> work) {
        if (store == null) {
            return without;
        }
        boolean done = false;
        try {
            T result = work.run();
            store.commit();
            done = true;
            return result;
        } catch (WrongUse | ScenarioRefused | RecordingRefused refused) {
            throw refused;
        } catch (SQLException | IOException | RuntimeException e) {
            message.accept("The run library in " + home + " failed: " + RunStore.cause(e) + ".");
            return without;
        } finally {
            if (!done) {
                undo();
            }
        }
    }

    private void undo() {
        try {
            store.rollback();
        } catch (SQLException _) {
            message.accept("The run library is closed. Runs are not kept any more this time.");
            close();
        }
    }

    private long next() throws SQLException {
        try (PreparedStatement read = store.prepareStatement("SELECT NEXT FROM LIBRARY");
                ResultSet row = read.executeQuery()) {
            row.next();
            long next = row.getLong(1);
            update("UPDATE LIBRARY SET NEXT = ?", next + 1);
            return next;
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = store.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private void prune() throws SQLException {
        String oldest = "SELECT TURN FROM RUN WHERE NOT PINNED ORDER BY TURN DESC OFFSET ? ROWS FETCH FIRST ROW ONLY";
        try (PreparedStatement read = store.prepareStatement(oldest)) {
            read.setInt(1, MOST_UNPINNED - 1);
            try (ResultSet row = read.executeQuery()) {
                if (row.next()) {
                    update("DELETE FROM RUN WHERE TURN < ? AND NOT PINNED", row.getLong(1));
                    update("DELETE FROM SEEN WHERE RUN NOT IN (SELECT ID FROM RUN)");
                }
            }
        }
    }

    private KnownRun same(RunRecipe recipe, KnownVerdict verdict) throws SQLException {
        return select("WHERE DIGEST = ? AND ENGINE = ? AND SEED = ?", verdict.digest(), verdict.engine(), recipe.seed())
                .stream()
                .filter(known -> known.recipe().equals(recipe))
                .findFirst()
                .orElse(null);
    }

    private void insert(KnownRun run, long turn) throws SQLException {
        RunRecipe recipe = run.recipe();
        KnownVerdict verdict = run.verdict();
        update(
                "INSERT INTO RUN(" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                turn,
                run.at().toEpochMilli(),
                recipe.source(),
                run.title(),
                recipe.text(),
                recipe.variant(),
                texts(recipe.sets()),
                recipe.seed(),
                texts(recipe.choices().keySet()),
                numbers(recipe.choices().values()),
                verdict.engine(),
                verdict.digest(),
                verdict.outcome().name(),
                texts(verdict.judgements().stream().map(RunLibrary::words).toList()),
                texts(verdict.counts().keySet()),
                numbers(verdict.counts().values()),
                texts(verdict.findings()),
                run.pinned(),
                "");
    }

    private Array texts(Collection<String> texts) throws SQLException {
        return store.createArrayOf("VARCHAR", texts.toArray());
    }

    private Array numbers(Collection<Integer> numbers) throws SQLException {
        return store.createArrayOf("INTEGER", numbers.toArray());
    }

    private Optional<KnownRun> byId(long id) throws SQLException {
        return select("WHERE ID = ?", id).stream().findFirst();
    }

    private List<KnownRun> select(String which, Object... values) throws SQLException {
        try (PreparedStatement statement = store.prepareStatement("SELECT " + COLUMNS
                + ", EXISTS(SELECT 1 FROM SEEN WHERE SEEN.RUN = RUN.ID) AS SEEN FROM RUN " + which)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<KnownRun> runs = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    runs.add(known(row));
                }
            }
            return runs;
        }
    }

    private KnownRun known(ResultSet row) throws SQLException {
        RunRecipe recipe = new RunRecipe(
                row.getString("SOURCE"),
                row.getString("TEXT"),
                row.getString("VARIANT"),
                texts(row, "SETS"),
                row.getLong("SEED"),
                map(row, "CHOICE_KEYS", "CHOICE_ANSWERS"));
        KnownVerdict verdict = new KnownVerdict(
                row.getString("ENGINE"),
                row.getString("DIGEST"),
                outcome(row.getString("OUTCOME")),
                texts(row, "JUDGEMENTS").stream().map(RunLibrary::judgement).toList(),
                map(row, "FOUND", "FOUND_COUNTS"),
                texts(row, "FINDINGS"));
        String recording = row.getString("RECORDING");
        return new KnownRun(
                row.getLong("ID"),
                recipe,
                row.getString("TITLE"),
                verdict,
                Instant.ofEpochMilli(row.getLong("AT_MILLIS")),
                row.getBoolean("SEEN"),
                row.getBoolean("PINNED"),
                recording.matches(RECORDING_NAME) ? home.resolve(recording) : null);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Object[] values = (Object[]) row.getArray(column).getArray();
        return Arrays.stream(values).map(String::valueOf).toList();
    }

    private static TreeMap<String, Integer> map(ResultSet row, String names, String numbers) throws SQLException {
        List<String> keys = texts(row, names);
        Object[] values = (Object[]) row.getArray(numbers).getArray();
        TreeMap<String, Integer> map = new TreeMap<>();
        for (int i = 0; i < Math.min(keys.size(), values.length); i++) {
            map.put(keys.get(i), (Integer) values[i]);
        }
        return map;
    }

    private static Report.Outcome outcome(String name) {
        return Arrays.stream(Report.Outcome.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(Report.Outcome.UNKNOWN);
    }

    private static String words(KnownVerdict.Judgement judgement) {
        return judgement.guarantee() + " " + judgement.verdict() + (judgement.promised() ? " promised" : "");
    }

    private static KnownVerdict.Judgement judgement(String words) {
        String[] parts = words.split(" ");
        return new KnownVerdict.Judgement(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2);
    }

    /// A file is begun under a name that no file has, and never written over one.
    private Path record(KnownRun known, Judged run) throws IOException {
        Path file = unused("run-" + known.id() + "-" + run.trace().digest());
        Trace trace = run.trace();
        RecordingHeader header = new RecordingHeader(
                Workbench.version(),
                ScenarioFile.write(known.recipe().resolve()),
                trace.seed(),
                known.recipe().choices(),
                trace.nodes(),
                TraceEntry.Origin.VIRTUAL,
                "virtual");
        boolean whole = false;
        try (RecordingWriter writer = RecordingWriter.to(file, header)) {
            trace.entries().forEach(writer::add);
            writer.finish(RecordingEnd.of(trace));
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return file;
    }

    private Path unused(String name) throws IOException {
        for (int i = 1; ; i++) {
            Path file = home.resolve(name + (i == 1 ? "" : "-" + i) + ".jsonl");
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Files.createFile(file);
            }
        }
    }

    private void deleteRecording(KnownRun known) {
        try {
            if (known.recording() != null) {
                Files.deleteIfExists(known.recording());
            }
        } catch (IOException e) {
            message.accept("The recording " + known.recording() + " cannot be deleted: " + RunStore.cause(e) + ".");
        }
    }
}
