package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Ident;
import java.util.ArrayDeque;
import java.util.TreeMap;

/// Who holds which lock, and who waits for it in what order. Memory of the database: gone with a crash. The fences are
/// not, they are kept by the database.
final class LockTable {

    static final class Lock {

        /// The number of the session that holds it, 0 for nobody.
        @Ident
        int holder;

        /// Requests, first come first served.
        final ArrayDeque<Work> waiting = new ArrayDeque<>();
    }

    private final TreeMap<String, Lock> locks = new TreeMap<>();

    /// The session that holds it, 0 for nobody.
    int holder(String name) {
        Lock lock = locks.get(name);
        return lock == null ? 0 : lock.holder;
    }

    void hold(String name, int session) {
        locks.computeIfAbsent(name, _ -> new Lock()).holder = session;
    }

    void park(String name, Work work) {
        locks.get(name).waiting.add(work);
    }

    void release(String name) {
        locks.get(name).holder = 0;
    }

    /// The next request that may try again, null when the lock is held or nobody waits.
    Work nextInLine(String name) {
        Lock lock = locks.get(name);
        if (lock == null || lock.holder != 0) {
            return null;
        }
        Work next = lock.waiting.poll();
        if (next == null) {
            locks.remove(name);
        }
        return next;
    }

    void dropWaiting(int connection) {
        for (Lock lock : locks.values()) {
            lock.waiting.removeIf(work -> work.connection() == connection);
        }
    }

    void dropWaiting(int connection, int callersSession) {
        for (Lock lock : locks.values()) {
            lock.waiting.removeIf(work -> work.connection() == connection
                    && Statement.session(work.request().command()) == callersSession);
        }
    }

    /// The lock for which a session of a caller waits, null for none: a session has one request at a time.
    String awaitedBy(Session session) {
        for (var lock : locks.entrySet()) {
            for (Work work : lock.getValue().waiting) {
                if (work.connection() == session.connection
                        && Statement.session(work.request().command()) == session.callersNumber) {
                    return lock.getKey();
                }
            }
        }
        return null;
    }

    /// Names a row that somebody waits for; waiting for an advisory lock is idleness.
    String blockedRow() {
        for (var lock : locks.entrySet()) {
            if (!lock.getValue().waiting.isEmpty() && lock.getKey().startsWith(Statement.ROW)) {
                return lock.getKey().substring(Statement.ROW.length());
            }
        }
        return "";
    }

    void clear() {
        locks.clear();
    }
}
