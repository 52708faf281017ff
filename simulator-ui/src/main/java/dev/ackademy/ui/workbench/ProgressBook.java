package dev.ackademy.ui.workbench;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What learners have done, one entry for each time that a lesson was taken, and where they stand in others. Where the
/// folder or its store cannot be
/// used there is a book without entries that keeps none, and the message says so: no method fails because of the store.
public final class ProgressBook implements AutoCloseable {

    private static final String COLUMNS =
            "LEARNER, LESSON, AT_MILLIS, ANSWERS, CORRECT, HINTS, TRIES, MENDED, SETS, SECONDS";

    private static final String BEGUN = "LEARNER, LESSON, AT_MILLIS, ANSWERS, STEP, SETS, HINTS, SECONDS";

    private final Consumer<String> message;
    private final Connection store;

    private ProgressBook(Connection store, Consumer<String> message) {
        this.store = store;
        this.message = message;
    }

    /// @param home    made where it is missing
    /// @param message told in one sentence what a person should know
    public static ProgressBook open(Path home, Consumer<String> message) {
        return new ProgressBook(RunStore.open(home, ProgressSchema.STORE, message), message);
    }

    /// Whether anything was ever kept in this folder.
    public static boolean isIn(Path home) {
        return Files.exists(home.resolve(ProgressSchema.STORE.fileName()), LinkOption.NOFOLLOW_LINKS);
    }

    /// Keeps where a learner stands in a lesson, in the place of where they stood before; on the disk when
    /// it
    /// returns.
    public void keep(Begun begun) {
        String sql = "INSERT INTO BEGUN(" + BEGUN + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        if (store == null) {
            return;
        }
        try (PreparedStatement insert = store.prepareStatement(sql)) {
            delete(begun.learner(), begun.lesson());
            insert.setString(1, begun.learner());
            insert.setString(2, begun.lesson());
            insert.setLong(3, begun.at().toEpochMilli());
            insert.setArray(4, store.createArrayOf("INTEGER", begun.answers().toArray()));
            insert.setString(5, begun.step());
            insert.setArray(6, store.createArrayOf("VARCHAR", begun.sets().toArray()));
            insert.setInt(7, begun.hints());
            insert.setLong(8, begun.seconds());
            insert.executeUpdate();
            store.commit();
        } catch (SQLException e) {
            failed(e);
        }
    }

    /// Forgets where a learner stands in a lesson.
    public void forget(String learner, String lesson) {
        try {
            if (store != null) {
                delete(learner, lesson);
                store.commit();
            }
        } catch (SQLException e) {
            failed(e);
        }
    }

    private void delete(String learner, String lesson) throws SQLException {
        try (PreparedStatement delete = store.prepareStatement("DELETE FROM BEGUN WHERE LEARNER = ? AND LESSON = ?")) {
            delete.setString(1, learner);
            delete.setString(2, lesson);
            delete.executeUpdate();
        }
    }

    /// The lessons that a learner has left half-way, the latest first.
    public List<Begun> begun(String learner) {
        List<Begun> begun = new ArrayList<>();
        if (store == null) {
            return begun;
        }
        try (PreparedStatement read =
                store.prepareStatement("SELECT " + BEGUN + " FROM BEGUN WHERE LEARNER = ? ORDER BY AT_MILLIS DESC")) {
            read.setString(1, learner);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    begun.add(new Begun(
                            row.getString(1),
                            row.getString(2),
                            Instant.ofEpochMilli(row.getLong(3)),
                            list(row, 4, Integer.class),
                            row.getString(5),
                            list(row, 6, String.class),
                            row.getInt(7),
                            row.getLong(8)));
                }
            }
        } catch (SQLException e) {
            failed(e);
        }
        return begun;
    }

    /// On the disk when it returns. The lesson is no longer half-taken then.
    public void add(Taken taken) {
        String sql = "INSERT INTO TAKEN(" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        if (store == null) {
            return;
        }
        try (PreparedStatement insert = store.prepareStatement(sql)) {
            insert.setString(1, taken.learner());
            insert.setString(2, taken.lesson());
            insert.setLong(3, taken.at().toEpochMilli());
            insert.setArray(4, store.createArrayOf("INTEGER", taken.answers().toArray()));
            insert.setArray(5, store.createArrayOf("BOOLEAN", taken.correct().toArray()));
            insert.setInt(6, taken.hints());
            insert.setInt(7, taken.tries());
            insert.setBoolean(8, taken.mended());
            insert.setArray(9, store.createArrayOf("VARCHAR", taken.sets().toArray()));
            insert.setLong(10, taken.seconds());
            insert.executeUpdate();
            delete(taken.learner(), taken.lesson());
            store.commit();
        } catch (SQLException e) {
            failed(e);
        }
    }

    /// In the order in which they were taken.
    ///
    /// @param learner empty for all of them
    public List<Taken> taken(String learner) {
        List<Taken> taken = new ArrayList<>();
        if (store == null) {
            return taken;
        }
        String where = learner.isEmpty() ? "" : " WHERE LEARNER = ?";
        try (PreparedStatement read =
                store.prepareStatement("SELECT " + COLUMNS + " FROM TAKEN" + where + " ORDER BY AT_MILLIS")) {
            if (!learner.isEmpty()) {
                read.setString(1, learner);
            }
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    taken.add(taken(row));
                }
            }
        } catch (SQLException e) {
            failed(e);
        }
        return taken;
    }

    /// The lessons that a learner has mended.
    public TreeSet<String> mended(String learner) {
        TreeSet<String> mended = new TreeSet<>();
        taken(learner).stream().filter(Taken::mended).forEach(each -> mended.add(each.lesson()));
        return mended;
    }

    /// Forgets a learner.
    ///
    /// @return how many entries there were
    public int reset(String learner) {
        if (store == null) {
            return 0;
        }
        try (PreparedStatement delete = store.prepareStatement("DELETE FROM TAKEN WHERE LEARNER = ?");
                PreparedStatement begun = store.prepareStatement("DELETE FROM BEGUN WHERE LEARNER = ?")) {
            begun.setString(1, learner);
            begun.executeUpdate();
            delete.setString(1, learner);
            int entries = delete.executeUpdate();
            store.commit();
            return entries;
        } catch (SQLException e) {
            failed(e);
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            if (store != null) {
                store.close();
            }
        } catch (SQLException e) {
            failed(e);
        }
    }

    private void failed(SQLException e) {
        message.accept("The record of lessons failed: " + RunStore.cause(e) + ".");
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(
                row.getString(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                list(row, 4, Integer.class),
                list(row, 5, Boolean.class),
                row.getInt(6),
                row.getInt(7),
                row.getBoolean(8),
                list(row, 9, String.class),
                row.getLong(10));
    }

    private static <T> List<T> list(ResultSet row, int column, Class<T> type) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(type::cast)
                .toList();
    }
}
