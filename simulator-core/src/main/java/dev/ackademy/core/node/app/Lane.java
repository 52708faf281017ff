package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Ident;

/// One thread of a worker as data: the item in hand, its place in the steps, and what it waits for.
final class Lane {

    enum Waits {
        /// Nothing: the next line may run.
        NOTHING,
        /// For the lock of the item's entity.
        LOCK,
        RECEIPT,
        /// Before the application's own next send.
        RESEND,
        STORE,
        ACKNOWLEDGEMENT,
        /// For the circuit breaker to let a call through.
        BREAKER,
        ROLLBACK,
        /// For the broker: the begin, the end of its transaction, or what is put into it.
        TRANSACTION,
        /// For the broker to abort its transaction after a failed step.
        ABORT,
        /// Before the steps run again from the first one.
        RETRY,
        /// For the receipt of the copy in a dead-letter or retry topic.
        HAND_OVER,
        HAND_OVER_RETRY,
        /// For the acknowledgement of an item that was given up or handed over.
        SETTLEMENT,
        /// For ever: the failure policy is to stop.
        STOPPED
    }

    int number;

    /// Null while the lane is free.
    Item item;

    /// The line that runs next, or whose outcome is awaited.
    int line;

    Waits waits = Waits.NOTHING;

    /// What is awaited, 0 for nothing.
    @Ident
    int request;

    /// The open transaction, 0 for none.
    @Ident
    int session;

    /// The open transaction over the broker, 0 for none.
    @Ident
    int transaction;

    /// The session that holds the entity's lock, 0 for none.
    @Ident
    int lockSession;

    /// The fence of the entity's lock, 0 for none.
    long lockFence;

    /// Acknowledgements that are still to come.
    int outstanding;

    /// Why one of them failed, null while none has.
    Failure ackFailure;

    /// Why the item failed, while that is being dealt with.
    Failure failure;

    /// How the item ends once its acknowledgement is settled.
    AppEvent.Ending ending;

    boolean free() {
        return item == null;
    }

    boolean awaits(Waits what, int number) {
        return item != null && waits == what && request == number;
    }

    void awaitOutcome(Waits what, int number) {
        waits = what;
        request = number;
    }

    void goOn() {
        waits = Waits.NOTHING;
        request = 0;
    }
}
