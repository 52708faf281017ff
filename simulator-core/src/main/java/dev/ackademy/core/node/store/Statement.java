package dev.ackademy.core.node.store;

import dev.ackademy.core.node.port.StoreCommand;

/// What the database reads in a command: its session and the lock that it needs.
final class Statement {

    static final String ROW = "row ";

    private Statement() {}

    /// The caller's number of the session, 0 for none.
    static int session(StoreCommand command) {
        return switch (command) {
            case StoreCommand.Begin begin -> begin.session();
            case StoreCommand.Read read -> read.session();
            case StoreCommand.Write write -> write.session();
            case StoreCommand.InsertIfAbsent insert -> insert.session();
            case StoreCommand.Lock lock -> lock.session();
            case StoreCommand.Commit commit -> commit.session();
            case StoreCommand.Rollback rollback -> rollback.session();
            case StoreCommand.NextId _, StoreCommand.Changes _, StoreCommand.Request _ -> 0;
        };
    }

    static String rowLock(String table, String key) {
        return ROW + table + " " + key;
    }
}
