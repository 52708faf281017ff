package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Row;
import java.util.ArrayList;
import java.util.TreeSet;

/// An open session: what it wrote and did not commit, and the locks that it holds until it ends.
final class Session {

    /// The database's own number; the caller's number counts within its connection only.
    @Ident
    int number;

    @Ident
    int callersNumber;

    @Ident
    int connection;

    int caller;

    /// Its first statement was told in the trace; a session that only holds locks is no transaction.
    boolean told;

    final ArrayList<Pending> pending = new ArrayList<>();

    final TreeSet<String> locks = new TreeSet<>();

    /// The row as this session sees it, given what is committed.
    Row sees(String table, String key, Row committed) {
        Row seen = committed;
        for (Pending statement : pending) {
            if (statement.what() == Pending.What.WRITE
                    && statement.kept() == null
                    && statement.table().equals(table)
                    && statement.key().equals(key)) {
                seen = statement.after();
            }
        }
        return seen;
    }

    boolean inserted(String table, String id) {
        for (Pending statement : pending) {
            if (statement.what() == Pending.What.INBOX
                    && statement.kept() == null
                    && statement.table().equals(table)
                    && statement.key().equals(id)) {
                return true;
            }
        }
        return false;
    }
}
