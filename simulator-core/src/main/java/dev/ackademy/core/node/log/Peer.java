package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import java.util.ArrayDeque;
import java.util.TreeSet;

/// A broker's connection to another broker, for what coordinators and leaders ask of each other.
final class Peer {

    @Ident
    int connection;

    boolean open;

    /// What is sent when the connection is open.
    final ArrayDeque<LogFrame> waiting = new ArrayDeque<>();

    /// Requests without an answer, sent or waiting.
    @Ident(of = "correlation")
    final TreeSet<Integer> unanswered = new TreeSet<>();

    boolean apart() {
        return connection == 0;
    }
}
