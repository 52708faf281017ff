package dev.ackademy.core.node.queue.client;

/// The consuming half of a client library.
interface Consuming {

    Links links();

    void opened(RabbitClientSettings settings, Turn turn);

    void closed(int broker, RabbitClientSettings settings, Turn turn);

    /// Whether the timer was its own.
    boolean fired(String tag, int id, RabbitClientSettings settings, Turn turn);

    /// What it waits for, empty for nothing.
    String waiting();
}
