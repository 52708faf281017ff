package dev.ackademy.connect.store;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.port.StoreCommand;
import java.util.function.Consumer;

/// A real store behind the store port. It outlives the processes that call it.
public interface LiveStore extends AutoCloseable {

    /// Writes a fact of the store into the story; returns the entry.
    interface Teller {
        int tell(Event event, int... causes);
    }

    /// What the links of this store do to a request; the scenario's faults.
    interface Gate {
        /// Waits where the link is slow, stalled or parted.
        Passage ask(int process, StoreCommand command) throws InterruptedException;

        /// @param error null for none
        record Passage(boolean loseRequest, boolean loseAnswer, String error) {
            public static final Passage FREE = new Passage(false, false, null);
        }
    }

    /// One incarnation's connection. Commands are carried out on threads of their own; outcomes go to the
    /// mailbox.
    interface Caller {
        /// @param cause the entry that the command follows from
        void ask(StoreCommand command, int cause);

        /// The caller is dead: what is uncommitted is rolled back, nothing more is told.
        void abort();
    }

    Caller connect(int process, Consumer<ProcessInput> mailbox);

    void adjust(Adjustment adjustment);

    /// The store is killed: what is committed stays, connections end.
    void kill();

    void start();

    @Override
    void close();
}
