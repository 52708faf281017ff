package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.TreeSet;

/// One queue of BullMQ: where each of its jobs is, and who waits for one.
final class JobQueue {

    record Job(
            long position,
            Message message,
            @Capped int deliveries,
            @Capped(at = Stored.MOST_COUNTED + 1) int failures,
            @Capped(at = Stored.MOST_COUNTED + 1) int stalls,
            @Entry int entry) {

        Operation operation() {
            return message.operation();
        }

        Job given() {
            return new Job(position, message, deliveries + 1, failures, stalls, entry);
        }

        Job failed() {
            return new Job(position, message, deliveries, failures + 1, stalls, entry);
        }

        Job stalled() {
            return new Job(position, message, deliveries, failures, stalls + 1, entry);
        }
    }

    /// @param suspect its worker cannot be heard: the lock is running out
    record Active(Job job, int node, @Ident int token, boolean locked, boolean suspect, boolean marked) {

        Active with(boolean lock, boolean doubt, boolean mark) {
            return new Active(job, node, token, lock, doubt, mark);
        }
    }

    record Delayed(Job job, @Instant long due) {}

    record Parked(@Ident int connection, @Ident int correlation, int node) {}

    String name;
    long next;
    final ArrayList<Job> wait = new ArrayList<>();
    final TreeMap<Long, Active> active = new TreeMap<>();
    final ArrayList<Delayed> delayed = new ArrayList<>();
    final TreeMap<String, Long> ids = new TreeMap<>();
    final ArrayList<Parked> parked = new ArrayList<>();

    /// Connections of its workers.
    @Ident(of = "connection")
    final TreeSet<Integer> workers = new TreeSet<>();

    boolean checking;

    TopicPartition partition() {
        return new TopicPartition(name, 0);
    }
}
