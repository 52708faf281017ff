package dev.ackademy.connect.store;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.store.WriteRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// One transaction of H2. What it did is told when it commits, in order. Row locks are H2's own; a lock of the scenario
/// is a locked row.
final class H2Session {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String DUPLICATE_KEY = "23505";
    private static final int INSERT_TRIES_MAX = 20;
    private static final int STATEMENT_LIMIT_MILLIS = 10_000;
    private static final String LOCK_TIMED_OUT = "HYT00";
    /// A lock may be waited for as long as its session lives; so often it is looked whether it does.
    private static final int LOCK_SLICE_MILLIS = 100;

    /// What a statement came to.
    record Effect(Row row, boolean applied, long value) {}

    private final H2Database database;
    private final Connection connection;
    private final int writer;
    private final int number;
    private final List<IntFunction<StoreEvent>> done = new ArrayList<>();
    private final Set<String> locks = new LinkedHashSet<>();
    private boolean told;
    private int began;
    private volatile boolean over;

    /// @param number 0 for a statement that commits by itself
    H2Session(H2Database database, int writer, int number) throws SQLException {
        this.database = database;
        this.writer = writer;
        this.number = number;
        connection = database.session();
        connection.setAutoCommit(false);
        limit(STATEMENT_LIMIT_MILLIS);
    }

    private void limit(int millis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + millis);
        }
    }

    private void begin(int cause) {
        if (number > 0 && !told) {
            told = true;
            began = database.tell(new StoreEvent.TransactionBegan(number, writer), cause);
        }
    }

    Effect read(StoreCommand.Read read) throws SQLException {
        String table = database.table(read.table());
        Row row = table == null ? null : row(table, read.key(), "").row();
        return new Effect(row, row != null, 0);
    }

    /// @throws Refused where its fence is too old
    Effect write(StoreCommand.Write write, WriteRule rule, int cause) throws SQLException, Refused {
        begin(cause);
        String table = database.table(write.table());
        String key = rule.rowKey(write.key(), write.operation());
        for (int tries = 1; ; tries++) {
            Stored stored = row(table, key, " FOR UPDATE");
            if (write.fence() != 0 && write.fence() < stored.fence()) {
                database.tell(
                        new StoreEvent.FenceRefused(
                                write.operation(), write.table(), key, writer, write.fence(), stored.fence()),
                        cause);
                throw new Refused("fenced: " + write.fence() + " is older than " + stored.fence());
            }
            try {
                return apply(write, rule, table, key, stored);
            } catch (SQLException e) {
                if (!DUPLICATE_KEY.equals(e.getSQLState()) || tries == INSERT_TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    private Effect apply(StoreCommand.Write write, WriteRule rule, String table, String key, Stored stored)
            throws SQLException {
        Operation operation = write.operation();
        Payload payload = write.payload();
        Row before = stored.row();
        String reason = rule.keeps(before, operation, payload);
        if (write.expectedVersion() >= 0 && (before == null ? 0 : before.version()) != write.expectedVersion()) {
            reason = "not version " + write.expectedVersion();
        }
        if (reason != null) {
            String kept = reason;
            done.add(session -> new StoreEvent.RowKept(operation, write.table(), key, before, writer, kept, session));
            return new Effect(before, false, 0);
        }
        Row after = rule.written(before, operation, payload);
        put(table, key, after, Math.max(stored.fence(), write.fence()), before == null);
        done.add(session -> new StoreEvent.RowWritten(
                operation, write.table(), key, before, after, writer, write.fence(), session));
        return new Effect(after, true, 0);
    }

    Effect insertIfAbsent(StoreCommand.InsertIfAbsent insert, int cause) throws SQLException {
        begin(cause);
        boolean fresh = insertKey("INBOX", insert.key());
        done.add(session -> new StoreEvent.InboxChecked(insert.operation(), insert.key(), fresh, writer, session));
        return new Effect(null, fresh, 0);
    }

    Effect nextId(StoreCommand.NextId next) throws SQLException {
        insertKey("IDS", next.sequence());
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE IDS SET last = COALESCE(last, 0) + 1 WHERE k = ?")) {
            update.setString(1, next.sequence());
            update.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT last FROM IDS WHERE k = ?")) {
            select.setString(1, next.sequence());
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return new Effect(null, true, rows.getLong(1));
            }
        }
    }

    /// Waits for the locks in order; they are held until the session ends.
    Effect lock(StoreCommand.Lock lock, int cause) throws SQLException {
        limit(LOCK_SLICE_MILLIS);
        long fence = 0;
        boolean granted = false;
        for (String name : lock.locks()) {
            if (!locks.contains(name)) {
                make(name);
                if (!hold(name, lock.skipLocked())) {
                    continue;
                }
                locks.add(name);
                fence = database.grant(name, writer, cause);
            }
            granted = true;
        }
        limit(STATEMENT_LIMIT_MILLIS);
        return new Effect(null, granted, fence);
    }

    /// The row of the lock is there before anybody locks it.
    private void make(String name) throws SQLException {
        try (Connection own = database.session();
                PreparedStatement insert = own.prepareStatement(
                        "INSERT INTO LOCKS SELECT ? WHERE NOT EXISTS (SELECT 1 FROM LOCKS WHERE k = ?)")) {
            insert.setString(1, name);
            insert.setString(2, name);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (!DUPLICATE_KEY.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private boolean hold(String name, boolean skipLocked) throws SQLException {
        while (true) {
            try {
                return holdNow(name, skipLocked);
            } catch (SQLException e) {
                if (!LOCK_TIMED_OUT.equals(e.getSQLState()) || over) {
                    throw e;
                }
            }
        }
    }

    private boolean holdNow(String name, boolean skipLocked) throws SQLException {
        String how = skipLocked ? " FOR UPDATE SKIP LOCKED" : " FOR UPDATE";
        try (PreparedStatement select = connection.prepareStatement("SELECT k FROM LOCKS WHERE k = ?" + how)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /// Returns the entry that says so: of the effect where there is one alone, of the commit, 0 for none.
    int commit(int cause) throws SQLException {
        synchronized (database.commits) {
            release("committed");
            connection.commit();
            int entry = 0;
            for (IntFunction<StoreEvent> each : done) {
                entry = database.tell(each.apply(number), cause);
            }
            done.clear();
            if (told) {
                entry = database.tell(new StoreEvent.TransactionCommitted(number, writer), cause, began);
            }
            told = false;
            return entry;
        }
    }

    void rollBack(String cause) {
        over = true;
        synchronized (database.commits) {
            if (told) {
                database.tell(new StoreEvent.TransactionRolledBack(number, writer, cause), began);
            }
            told = false;
            release(cause);
            done.clear();
            try {
                connection.rollback();
            } catch (SQLException alreadyOver) {
                // Then nothing of it is left.
            }
        }
        close();
    }

    private void release(String cause) {
        locks.forEach(name -> database.tell(new StoreEvent.LockReleased(name, writer, cause)));
        locks.clear();
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException alreadyClosed) {
            // That is what was wanted.
        }
    }

    private record Stored(Row row, long fence) {}

    private Stored row(String table, String key, String how) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT version, fields, deleted, source, fence FROM " + table + " WHERE k = ?" + how)) {
            select.setString(1, key);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return new Stored(null, 0);
                }
                Map<String, String> fields = JSON.readValue(rows.getString(2), new TypeReference<>() {});
                Row row = new Row(rows.getInt(1), new TreeMap<>(fields), rows.getBoolean(3), rows.getLong(4));
                return new Stored(row, rows.getLong(5));
            }
        }
    }

    private void put(String table, String key, Row row, long fence, boolean fresh) throws SQLException {
        String sql = fresh
                ? "INSERT INTO " + table + "(version, fields, deleted, source, fence, k) VALUES (?, ?, ?, ?, ?, ?)"
                : "UPDATE " + table + " SET version = ?, fields = ?, deleted = ?, source = ?, fence = ? WHERE k = ?";
        try (PreparedStatement put = connection.prepareStatement(sql)) {
            put.setInt(1, row.version());
            put.setString(2, JSON.writeValueAsString(row.fields()));
            put.setBoolean(3, row.deleted());
            put.setLong(4, row.sourceMicros());
            put.setLong(5, fence);
            put.setString(6, key);
            put.executeUpdate();
        }
    }

    private boolean insertKey(String table, String key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + "(k) VALUES (?)")) {
            insert.setString(1, key);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            if (DUPLICATE_KEY.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /// The store said no; nothing was done.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String cause) {
            super(cause, null, false, false);
        }
    }
}
