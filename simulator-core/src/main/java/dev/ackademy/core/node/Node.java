package dev.ackademy.core.node;

/// A place in the network that can fail on its own: a process, a broker, a controller, a store. It gets one input at a
/// time and asks for effects through its surroundings; it never touches queue, clock, thread or random source.
///
/// Its fields are its state, written and read by the one codec (`node.state`): numbers, strings, enums, records,
/// `ArrayList`, `ArrayDeque`, `TreeMap`, `TreeSet`
/// and final classes of the same make. Settings are marked [dev.ackademy.core.model.Fixed]. No lambda, future or
/// iterator is ever held between two inputs.
public interface Node {

    /// Handles one input. Whatever it records names the input as its first cause.
    void on(Input input, Surroundings around);

    /// The process was killed: forget what lived in its memory. What is on its disk or in the page cache
    /// stays (K8).
    void crashed();

    /// The machine lost power: also forget what was not flushed. Records what that was.
    default void lostPower(Surroundings around) {
        crashed();
    }

    /// Whether it takes connections: one that is still starting has no port open yet, and its callers are
    /// refused.
    default boolean listens() {
        return true;
    }

    /// What keeps this node from being idle, for the end of a run: empty when it only waits for others or
    /// for maintenance. An undrained buffer, an unanswered request or an unfinished item is named in a few
    /// plain words ("billing.1 waits for orders-0").
    String waiting();
}
