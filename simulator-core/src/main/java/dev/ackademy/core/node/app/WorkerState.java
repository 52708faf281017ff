package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.port.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The memory of a worker: gone with a crash.
final class WorkerState {

    enum Phase {
        NEW,
        OPENING,
        RUNNING,
        /// Finishes what is in hand.
        STOPPING,
        UNSUBSCRIBING,
        CLOSING,
        STOPPED,
        /// Has closed a client library that is of no use any more, and starts again with a new one.
        LEAVING,
        /// The broker could not be reached at all.
        FAILED
    }

    Phase phase = Phase.NEW;

    String openFailure = "";

    @Ident(counter = true)
    int lastRequest;

    final ArrayList<Lane> lanes = new ArrayList<>();

    // Reading a topic.
    boolean subscribed;
    boolean leaving;
    boolean pulling;
    boolean paused;
    boolean cumulative;

    /// Its partitions are paused until the deliveries that wait for a lane have one.
    boolean held;

    /// How often a pull brought something.
    @Ident(counter = true)
    long polls;

    @Ident(counter = true)
    int lastBatch;

    int epoch;
    final ArrayDeque<Handed> handed = new ArrayDeque<>();

    @Ident(of = "batch")
    final TreeMap<Integer, BatchInHand> batches = new TreeMap<>();

    final ArrayList<Release> releases = new ArrayList<>();

    // Reading a workload: the place for which the timer is armed, -1 for none.
    int dueArmed = -1;

    // What was asked of the broker.
    @Ident(of = "request")
    final TreeMap<Integer, Sending> sendings = new TreeMap<>();

    @Ident(of = "request")
    final TreeMap<Integer, Acknowledging> acknowledgings = new TreeMap<>();

    final TreeMap<String, Breaker> breakers = new TreeMap<>();

    // Being the single active instance.
    boolean active;
    long activeFence;

    @Ident
    int activeSession;

    @Ident(of = "request")
    int activeRequest;

    /// A polled delivery that no lane has begun. `entry` is its `Delivered`.
    record Handed(
            Delivery delivery, @Ident int batch, @Entry int entry) {}

    /// Partitions to be given up as soon as no lane has an item of theirs in hand.
    record Release(@Ident int token, List<TopicPartition> partitions) {}

    /// A message on its way. `line` -1: the copy that the failure policy sends. `resends` counts the
    /// application's further sends of this try.
    record Sending(
            @Ident int request,
            int lane,
            int line,
            Operation operation,
            Payload payload,
            String topic,
            String originTopic,
            int attempt,
            int resends,
            boolean awaited,
            @Entry int asked) {}

    record Acknowledging(
            @Ident int request,
            int lane,
            TopicPartition partition,
            long position,
            boolean awaited,
            @Entry int asked) {}

    int nextRequest() {
        return ++lastRequest;
    }

    boolean lanesFree() {
        for (Lane lane : lanes) {
            if (!lane.free()) {
                return false;
            }
        }
        return true;
    }

    Lane laneAwaiting(Lane.Waits what, int request) {
        for (Lane lane : lanes) {
            if (lane.awaits(what, request)) {
                return lane;
            }
        }
        return null;
    }
}
