package dev.ackademy.core.model;

import java.util.List;

/// One step of a process: exactly one effect, ended by its outcome. The order of the steps is the semantics.
public sealed interface Step {

    /// `publish`, `call`, ...
    String verb();

    /// @param topic       where to
    /// @param key         `id` (the entity key) or `none`
    /// @param partitioner `murmur2` (K27) or `modulo` (`id % partitions`); read by kinds with partitions
    /// @param awaitReceipt the step ends when the receipt comes; otherwise as soon as the library has taken
    /// it
    /// @param dedupId     carry the operation's id as de-duplication id (JetStream Msg-Id, BullMQ job id)
    record Publish(String topic, String key, String partitioner, boolean awaitReceipt, boolean dedupId)
            implements Step {
        @Override
        public String verb() {
            return "publish";
        }
    }

    /// A request to a service. `breaker` null for none.
    record Call(String store, long timeoutMicros, boolean idempotencyKey, Breaker breaker) implements Step {
        @Override
        public String verb() {
            return "call";
        }
    }

    /// Opens after `failures` calls in a row failed; `stopReading` pauses the source while open, otherwise
    /// every call fails fast.
    record Breaker(int failures, long openForMicros, boolean stopReading) {}

    /// Writes the item's payload to a table. `store` null inside a transaction (its store). `takesMicros`
    /// is the database's own time for it.
    record Write(String store, String table, long takesMicros, boolean fence, String set) implements Step {
        @Override
        public String verb() {
            return "write";
        }
    }

    /// Inserts the item's id into an inbox table; an item whose id is there already skips the rest of its
    /// transaction (or, outside one, of its steps up to
    /// `acknowledge`).
    record Inbox(String store, String key) implements Step {
        @Override
        public String verb() {
            return "inbox";
        }
    }

    /// @param everyBatch   only after the last item of a polled batch
    /// @param awaitReceipt wait for the broker's answer
    record Acknowledge(boolean everyBatch, boolean awaitReceipt) implements Step {
        @Override
        public String verb() {
            return "acknowledge";
        }
    }

    /// Steps over one store, or over the broker, that commit together.
    ///
    /// @param store     null for the broker: what is published and acknowledged inside commits together
    /// @param withGroup over the broker: the acknowledgements carry the group's metadata, so that a member
    /// of an earlier generation is refused
    record Transaction(String store, List<Step> steps, boolean withGroup) implements Step {

        public Transaction(String store, List<Step> steps) {
            this(store, steps, true);
        }

        public boolean overBroker() {
            return store == null;
        }

        @Override
        public String verb() {
            return "transaction";
        }
    }

    /// Changes the item in memory: `validate` fails an invalid payload for good; `keep` (if not empty)
    /// makes it partial with these fields only.
    record Transform(boolean validate, List<String> keep) implements Step {
        @Override
        public String verb() {
            return "transform";
        }
    }
}
