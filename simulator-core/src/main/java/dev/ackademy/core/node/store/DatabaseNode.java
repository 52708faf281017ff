package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import java.util.List;
import java.util.TreeMap;

/// A database: tables with a rule for writes, sessions that commit or roll back as a whole, row locks held to the end
/// of the session, read committed, advisory locks with fences that grow with every grant. What is committed survives a
/// crash; open sessions do not, and they end with their connection. A caller that cannot be heard loses its sessions
/// after the idle time. Statements of different sessions of one connection do not wait for one another.
///
/// A statement takes effect at the end of its time, also when its caller is gone; one of a session whose connection
/// ended does nothing.
public final class DatabaseNode implements Node {

    private static final String SERVE = "serve:work";
    private static final String IDLE = "idle-session:connection";

    @Fixed
    private final DatabaseSettings settings;

    private final Disturbance disturbance = new Disturbance();

    final TreeMap<String, TableRows> tables = new TreeMap<>();

    private final TreeMap<String, Long> sequences = new TreeMap<>();

    final TreeMap<String, Long> lockFences = new TreeMap<>();

    @Ident(counter = true)
    private int lastSession;

    @Ident(counter = true)
    private int lastWork;

    @Ident(of = "session")
    final TreeMap<Integer, Session> sessions = new TreeMap<>();

    private final LockTable locks = new LockTable();

    @Ident(of = "work")
    private final TreeMap<Integer, Work> inService = new TreeMap<>();

    public DatabaseNode(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public void on(Input input, Surroundings around) {
        switch (input) {
            case Input.Arrived arrived
            when arrived.frame() instanceof StoreRequest request ->
                arrived(new Work(++lastWork, arrived.connection(), arrived.from(), request), around);
            case Input.Fired fired when fired.timer().tag().equals(SERVE) -> served(fired.timer(), around);
            case Input.Fired fired
            when fired.timer().tag().equals(IDLE) ->
                idleTooLong((int) fired.timer().id(), around);
            case Input.Closed closed -> connectionEnded(closed.connection(), closed.cause(), around);
            case Input.Silent silent -> fallenSilent(silent.peer(), around);
            case Input.Heard heard -> heardAgain(heard.peer(), around);
            case Input.Adjusted adjusted -> disturbance.apply(adjusted.adjustment());
            case Input.Arrived _, Input.Fired _, Input.Started _, Input.Opened _, Input.Stopping _ -> {}
        }
    }

    private void arrived(Work work, Surroundings around) {
        StoreCommand command = work.request().command();
        String error = command instanceof StoreCommand.Rollback
                ? null
                : disturbance.refuses(work.request().operation());
        if (error != null) {
            around.record(new StoreEvent.RequestRefused(work.request().operation(), work.caller(), error));
            fail(work, error, around);
            return;
        }
        long own = command instanceof StoreCommand.Write write ? write.takesMicros() : 0;
        long takes = settings.takesMicros() + own + disturbance.longerMicros();
        if (takes == 0) {
            execute(work, around);
            return;
        }
        inService.put(work.id(), work);
        around.after(takes, new Timer(SERVE, work.id()));
    }

    private void served(Timer timer, Surroundings around) {
        Work work = inService.remove((int) timer.id());
        if (work != null) {
            execute(work, around);
        }
    }

    private void execute(Work work, Surroundings around) {
        StoreCommand command = work.request().command();
        int callersSession = Statement.session(command);
        Session session = callersSession == 0 ? null : session(work.connection(), callersSession);
        if (callersSession != 0 && session == null && !(command instanceof StoreCommand.Begin)) {
            fail(work, "no such session", around);
            return;
        }
        switch (command) {
            case StoreCommand.Begin begin -> begin(work, begin, around);
            case StoreCommand.Read read -> read(work, read, session, around);
            case StoreCommand.Write write -> write(work, write, session, around);
            case StoreCommand.InsertIfAbsent insert -> insert(work, insert, session, around);
            case StoreCommand.NextId next ->
                done(work, null, true, sequences.merge(next.sequence(), 1L, Long::sum), 0, around);
            case StoreCommand.Lock lock -> lock(work, lock, session, around);
            case StoreCommand.Commit _ -> commit(work, session, around);
            case StoreCommand.Rollback _ -> {
                rollBack(session, "rolled back", around);
                done(work, null, true, 0, 0, around);
            }
            case StoreCommand.Changes _ -> fail(work, "a database tells no changes yet", around);
            case StoreCommand.Request _ -> fail(work, "a database takes no calls", around);
        }
    }

    private void begin(Work work, StoreCommand.Begin begin, Surroundings around) {
        Session session = new Session();
        session.number = ++lastSession;
        session.callersNumber = begin.session();
        session.connection = work.connection();
        session.caller = work.caller();
        sessions.put(session.number, session);
        done(work, null, true, 0, 0, around);
    }

    private void read(Work work, StoreCommand.Read read, Session session, Surroundings around) {
        Row committed = table(read.table()).rows.get(read.key());
        Row seen = session == null ? committed : session.sees(read.table(), read.key(), committed);
        done(work, seen, seen != null, 0, 0, around);
    }

    private void write(Work work, StoreCommand.Write write, Session session, Surroundings around) {
        WriteRule rule = settings.tables().get(write.table());
        if (rule == null) {
            fail(work, "no table " + write.table(), around);
            return;
        }
        if (write.payload().form() == Payload.Form.INVALID) {
            fail(work, StoreOutcome.INVALID_PAYLOAD, around);
            return;
        }
        String key = rule.rowKey(write.key(), write.operation());
        if (!takes(Statement.rowLock(write.table(), key), work, session, around)) {
            return;
        }
        TableRows table = table(write.table());
        long newest = table.fences.getOrDefault(key, 0L);
        if (write.fence() != 0 && write.fence() < newest) {
            around.record(new StoreEvent.FenceRefused(
                    write.operation(), write.table(), key, work.caller(), write.fence(), newest));
            fail(work, "fenced: " + write.fence() + " is older than " + newest, around);
            return;
        }
        apply(work, write, rule, key, session, around);
    }

    private void apply(
            Work work, StoreCommand.Write write, WriteRule rule, String key, Session session, Surroundings around) {
        Row committed = table(write.table()).rows.get(key);
        Row before = session == null ? committed : session.sees(write.table(), key, committed);
        String kept = rule.keeps(before, write.operation(), write.payload());
        if (write.expectedVersion() >= 0 && (before == null ? 0 : before.version()) != write.expectedVersion()) {
            kept = "not version " + write.expectedVersion();
        }
        Row after = kept != null ? before : rule.written(before, write.operation(), write.payload());
        Pending statement = new Pending(
                Pending.What.WRITE, write.operation(), write.table(), key, before, after, write.fence(), kept);
        int entry = tell(statement, session, work.caller(), around);
        done(work, after, kept == null, 0, entry, around);
    }

    private void insert(Work work, StoreCommand.InsertIfAbsent insert, Session session, Surroundings around) {
        if (!takes(Statement.rowLock(insert.table(), insert.key()), work, session, around)) {
            return;
        }
        boolean there = table(insert.table()).ids.contains(insert.key())
                || session != null && session.inserted(insert.table(), insert.key());
        Pending statement = new Pending(
                Pending.What.INBOX,
                insert.operation(),
                insert.table(),
                insert.key(),
                null,
                null,
                0,
                there ? "already there" : null);
        int entry = tell(statement, session, work.caller(), around);
        done(work, null, !there, 0, entry, around);
    }

    /// Keeps the statement for the commit, or makes it true at once. Returns the entry of its effect, 0 for
    /// none yet.
    private int tell(Pending statement, Session session, int caller, Surroundings around) {
        if (session == null) {
            return makeTrue(statement, caller, 0, around);
        }
        if (!session.told) {
            session.told = true;
            around.record(new StoreEvent.TransactionBegan(session.number, caller));
        }
        session.pending.add(statement);
        return 0;
    }

    private int makeTrue(Pending statement, int caller, int session, Surroundings around) {
        TableRows table = table(statement.table());
        Operation operation = statement.operation();
        if (statement.what() == Pending.What.INBOX) {
            if (statement.kept() == null) {
                table.ids.add(statement.key());
            }
            return around.record(
                    new StoreEvent.InboxChecked(operation, statement.key(), statement.kept() == null, caller, session));
        }
        if (statement.fence() != 0) {
            table.fences.merge(statement.key(), statement.fence(), Math::max);
        }
        if (statement.kept() != null) {
            return around.record(new StoreEvent.RowKept(
                    operation,
                    statement.table(),
                    statement.key(),
                    statement.before(),
                    caller,
                    statement.kept(),
                    session));
        }
        table.rows.put(statement.key(), statement.after());
        return around.record(new StoreEvent.RowWritten(
                operation,
                statement.table(),
                statement.key(),
                statement.before(),
                statement.after(),
                caller,
                statement.fence(),
                session));
    }

    /// Takes the lock for the session, or finds it free for a statement that commits by itself. Otherwise
    /// the request waits in line, or is refused because the holder waits for it in turn.
    private boolean takes(String lock, Work work, Session session, Surroundings around) {
        int holder = locks.holder(lock);
        if (holder == 0) {
            if (session != null) {
                locks.hold(lock, session.number);
                session.locks.add(lock);
            }
            return true;
        }
        if (session != null && holder == session.number) {
            return true;
        }
        if (session != null && waitsFor(holder, session)) {
            rollBack(session, "deadlock", around);
            fail(work, "deadlock", around);
            return false;
        }
        locks.park(lock, work);
        return false;
    }

    private boolean waitsFor(int holder, Session session) {
        int next = holder;
        for (int hops = 0; hops <= sessions.size() && next != 0; hops++) {
            if (next == session.number) {
                return true;
            }
            String awaited = locks.awaitedBy(sessions.get(next));
            next = awaited == null ? 0 : locks.holder(awaited);
        }
        return false;
    }

    private void lock(Work work, StoreCommand.Lock lock, Session session, Surroundings around) {
        if (session == null) {
            fail(work, "a lock needs a session", around);
            return;
        }
        boolean granted = false;
        long fence = 0;
        for (String name : lock.locks()) {
            if (lock.skipLocked() && locks.holder(name) != 0 && locks.holder(name) != session.number) {
                continue;
            }
            boolean had = session.locks.contains(name);
            if (!takes(name, work, session, around)) {
                return;
            }
            granted = true;
            if (!had) {
                fence = lockFences.merge(name, 1L, Long::sum);
                around.record(new StoreEvent.LockGranted(name, session.caller, fence));
            } else {
                fence = lockFences.get(name);
            }
        }
        done(work, null, granted, fence, 0, around);
    }

    private void commit(Work work, Session session, Surroundings around) {
        for (Pending statement : session.pending) {
            makeTrue(statement, session.caller, session.number, around);
        }
        int entry =
                session.told ? around.record(new StoreEvent.TransactionCommitted(session.number, session.caller)) : 0;
        end(session, "committed", around);
        done(work, null, true, 0, entry, around);
    }

    private void rollBack(Session session, String cause, Surroundings around) {
        if (session.told) {
            around.record(new StoreEvent.TransactionRolledBack(session.number, session.caller, cause));
        }
        locks.dropWaiting(session.connection, session.callersNumber);
        end(session, cause, around);
    }

    private void end(Session session, String cause, Surroundings around) {
        sessions.remove(session.number);
        for (String lock : session.locks) {
            locks.release(lock);
            if (!lock.startsWith(Statement.ROW)) {
                around.record(new StoreEvent.LockReleased(lock, session.caller, cause));
            }
        }
        for (String lock : session.locks) {
            Work next = locks.nextInLine(lock);
            while (next != null) {
                execute(next, around);
                next = locks.nextInLine(lock);
            }
        }
    }

    private void connectionEnded(int connection, String cause, Surroundings around) {
        locks.dropWaiting(connection);
        for (Session session : List.copyOf(sessions.values())) {
            if (session.connection == connection && sessions.containsKey(session.number)) {
                rollBack(session, "connection ended: " + cause, around);
            }
        }
    }

    private void fallenSilent(int peer, Surroundings around) {
        if (settings.idleSessionMicros() <= 0) {
            return;
        }
        for (Session session : sessions.values()) {
            if (session.caller == peer) {
                around.after(settings.idleSessionMicros(), new Timer(IDLE, session.connection));
            }
        }
    }

    private void heardAgain(int peer, Surroundings around) {
        for (Session session : sessions.values()) {
            if (session.caller == peer) {
                around.cancel(new Timer(IDLE, session.connection));
            }
        }
    }

    private void idleTooLong(int connection, Surroundings around) {
        connectionEnded(connection, "idle session time-out", around);
        around.close(connection);
    }

    private Session session(int connection, int callersNumber) {
        for (Session session : sessions.values()) {
            if (session.connection == connection && session.callersNumber == callersNumber) {
                return session;
            }
        }
        return null;
    }

    private TableRows table(String name) {
        return tables.computeIfAbsent(name, _ -> new TableRows());
    }

    private static void done(Work work, Row row, boolean applied, long value, int entry, Surroundings around) {
        StoreOutcome done = new StoreOutcome.Done(work.request().correlation(), row, applied, value, entry);
        around.send(work.connection(), work.request().answered(done));
    }

    private static void fail(Work work, String cause, Surroundings around) {
        StoreOutcome failed = new StoreOutcome.Failed(work.request().correlation(), cause, Certainty.NOT_DONE);
        around.send(work.connection(), work.request().answered(failed));
    }

    /// The committed row, null for none.
    public Row row(String table, String key) {
        TableRows rows = tables.get(table);
        return rows == null ? null : rows.rows.get(key);
    }

    @Override
    public void crashed() {
        sessions.clear();
        locks.clear();
        inService.clear();
    }

    @Override
    public String waiting() {
        String row = locks.blockedRow();
        return row.isEmpty() ? "" : "a write waits for the row " + row;
    }
}
