package dev.ackademy.connect.fault;

import java.time.Duration;

/// What becomes of a message. Within a connection everything arrives in order or not at all (N1), so a message
/// cannot be taken out alone where the other side would notice: it is lost together with its connection.
public sealed interface Verdict {
    Pass PASS = new Pass();
    Cut CUT = new Cut();
    Swallow SWALLOW = new Swallow();

    /// It goes through.
    record Pass() implements Verdict {}

    /// It is lost, and its connection is closed on both sides. A request is then not done, or (its answer
    /// lost) done without the client knowing; so is every other request of the connection that has no
    /// answer yet.
    record Cut() implements Verdict {}

    /// It and all that follows it in its direction wait, and then go through in order.
    record Stall(Duration time) implements Verdict {}

    /// It disappears and the connection lives. Only for messages that expect no answer (acks=0, core NATS);
    /// else the client waits for its time-out.
    record Swallow() implements Verdict {}

    /// A request is not forwarded; the client gets an answer with this error, in the protocol's own words.
    record Refuse(String error) implements Verdict {}
}
