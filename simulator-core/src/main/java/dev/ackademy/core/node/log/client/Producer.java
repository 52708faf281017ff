package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.log.DataFrame;
import dev.ackademy.core.node.log.DataFrame.SentRecord;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.port.BrokerCommand.Publish;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// The producer: takes messages, chooses their partitions, and moves on whatever can be moved on after each input
/// ([#pump]). Sending is [Drain]'s, outcomes are [Completion]'s.
final class Producer {

    static final Timer WAKE = new Timer("producer/wake", 0);

    Connections connections = new Connections();
    KnownCluster cluster = new KnownCluster();
    Accumulator accumulator = new Accumulator();
    Sequences sequences = new Sequences();
    Transactions transactions = new Transactions();
    Partitioning partitioning = new Partitioning();
    ArrayDeque<WaitingSend> waiting = new ArrayDeque<>();

    /// Oldest first.
    ArrayList<ProduceUnderWay> underWay = new ArrayList<>();

    /// `flush` requests that wait for everything before them.
    @Ident
    ArrayList<Integer> flushes = new ArrayList<>();

    boolean identifying;

    @Instant
    long identifyAt;

    boolean closing;

    @Instant
    long armed = Long.MAX_VALUE;

    void publish(Publish command, Turn turn) {
        if (Transactions.wanted(turn) && transactions.refusal() != null) {
            turn.tell(new BrokerOutcome.PublishFailed(command.request(), transactions.refusal(), Certainty.NOT_DONE));
            return;
        }
        cluster.use(command.topic());
        cluster.refreshWhenOlder(turn.settings().producer().metadataAgeMicros(), turn.now());
        waiting.addLast(
                new WaitingSend(command, turn.around().wallClock(), turn.now() + LogClientSettings.MAX_BLOCK_MICROS));
        pump(turn);
    }

    void flush(int request, Turn turn) {
        flushes.add(request);
        pump(turn);
    }

    /// Sends what waits, where the process is one that sends; [#closed] tells when it is over.
    void close(boolean clean, Turn turn) {
        closing = true;
        if (clean && turn.settings().producer() == null) {
            return;
        }
        if (clean) {
            transactions.close(this, turn);
            pump(turn);
            return;
        }
        connections.closeAll(turn);
        waiting.clear();
        underWay.clear();
        accumulator = new Accumulator();
        armed = turn.wake(WAKE, armed, Long.MAX_VALUE);
    }

    boolean closed() {
        return closing && idle() && !transactions.working();
    }

    boolean idle() {
        return waiting.isEmpty() && underWay.isEmpty() && accumulator.empty();
    }

    /// Does everything that can be done now, and arms the timer for the next thing.
    void pump(Turn turn) {
        LogClientSettings.Producing settings = turn.settings().producer();
        cluster.refreshWhenGrown(settings.metadataAgeMicros(), turn.now());
        refresh(turn);
        place(turn);
        accumulator.flushing = closing || !flushes.isEmpty() || transactions.phase == Transactions.Phase.COMMITTING;
        new Completion(this, turn).expire();
        if (Transactions.wanted(turn)) {
            transactions.pump(this, turn);
        } else if (turn.settings().idempotent()) {
            settleSequences();
            identify(turn);
        }
        if (!turn.settings().idempotent() || sequences.identified()) {
            new Drain(this, turn).run();
        }
        refresh(turn);
        finish(turn);
        if (Transactions.wanted(turn)) {
            transactions.pump(this, turn);
        }
        armed = turn.wake(WAKE, armed, nextInstant(turn));
    }

    /// An idle producer does not chase what it does not need.
    private void refresh(Turn turn) {
        if (!idle()) {
            cluster.pump(
                    turn.settings().brokers(),
                    connections,
                    turn.settings().producer().requestTimeoutMicros(),
                    turn);
        }
    }

    /// Gives the waiting messages of known topics to the accumulator, in order; a message of an unknown
    /// topic does not hold up one of another topic.
    private void place(Turn turn) {
        LogClientSettings.Producing settings = turn.settings().producer();
        boolean old = turn.now() - cluster.refreshedAt >= settings.metadataAgeMicros() && cluster.vain == 0;
        for (Iterator<WaitingSend> sends = waiting.iterator(); sends.hasNext(); ) {
            WaitingSend send = sends.next();
            Publish command = send.command();
            if (cluster.knows(command.topic()) && !old) {
                sends.remove();
                int number = partitioning.partition(
                        command.topic(),
                        command.key(),
                        command.partitioner(),
                        cluster.partitions(command.topic()),
                        settings.batch());
                TopicPartition partition = new TopicPartition(command.topic(), number);
                if (Transactions.wanted(turn)) {
                    transactions.include(partition, command.message().operation(), turn);
                }
                accumulator.append(
                        partition,
                        command.request(),
                        new SentRecord(command.key(), command.message(), send.sentAt()),
                        settings.batch(),
                        turn.now());
            } else if (send.giveUpAt() <= turn.now()) {
                sends.remove();
                turn.tell(new BrokerOutcome.PublishFailed(
                        command.request(),
                        "TimeoutException: no metadata of topic " + command.topic() + " within 60 s",
                        Certainty.NOT_DONE));
            }
        }
    }

    private void settleSequences() {
        for (TopicPartition partition : new ArrayList<>(sequences.unresolved.keySet())) {
            if (numbered(partition).isEmpty()) {
                sequences.resolve(partition);
            }
        }
        if (!sequences.bumpFor.isEmpty() && sequences.identified()) {
            sequences.bump(this::numbered);
        }
    }

    /// The batches of a partition that have a sequence and no outcome: under way, or waiting to be tried
    /// again; in sequence order.
    List<ProducerBatch> numbered(TopicPartition partition) {
        List<ProducerBatch> numbered = new ArrayList<>();
        for (ProduceUnderWay request : underWay) {
            ProducerBatch batch = request.of(partition);
            if (batch != null && !batch.done && batch.hasSequence()) {
                numbered.add(batch);
            }
        }
        ArrayDeque<ProducerBatch> queue = accumulator.queues.get(partition);
        if (queue != null) {
            for (ProducerBatch batch : queue) {
                if (batch.hasSequence()) {
                    numbered.add(batch);
                }
            }
        }
        numbered.sort(Comparator.comparingInt(batch -> batch.baseSequence));
        return numbered;
    }

    /// Asks for a producer id (K9) before anything is sent.
    private void identify(Turn turn) {
        if (sequences.identified() || identifying || accumulator.empty() || identifyAt > turn.now()) {
            return;
        }
        int broker = cluster.reachable(turn.settings().brokers(), connections, turn);
        if (broker >= 0 && connections.open(broker)) {
            identifying = true;
            connections.send(
                    broker,
                    new DataFrame.InitProducerId(connections.nextCorrelation()),
                    Purpose.INIT_PRODUCER,
                    turn.settings().producer().requestTimeoutMicros(),
                    turn);
        }
    }

    void identified(DataFrame.InitProducerIdAnswer answer, Turn turn) {
        if (Transactions.wanted(turn)) {
            transactions.identified(answer, this, turn);
            return;
        }
        identifying = false;
        if (answer.error() == LogError.NONE) {
            sequences.identify(answer.producerId(), answer.producerEpoch());
        } else if (answer.error().retriable()) {
            identifyAt = turn.now() + turn.settings().producer().retryBackoffMicros();
        } else {
            new Completion(this, turn).failAll(answer.error());
        }
    }

    /// A request will not be answered: its connection is gone (N7).
    void disconnected(Unanswered request, Turn turn) {
        LogClientSettings.Producing settings = turn.settings().producer();
        switch (request.purpose()) {
            case METADATA -> cluster.failed(settings.retryBackoffMicros(), turn.now());
            case INIT_PRODUCER -> {
                transactions.unanswered(request.purpose(), turn);
                identifying = false;
                identifyAt = turn.now() + settings.retryBackoffMicros();
            }
            case PRODUCE -> new Completion(this, turn).disconnected(request.correlation());
            case ADD_PARTITIONS,
                    ADD_OFFSETS,
                    TRANSACTION_OFFSETS,
                    END_TRANSACTION,
                    FIND_COORDINATOR,
                    FIND_GROUP_COORDINATOR -> transactions.unanswered(request.purpose(), turn);
            case HEARTBEAT, JOIN, SYNC, LEAVE, COMMIT, OFFSET_FETCH, LIST_OFFSETS, FETCH ->
                throw new IllegalStateException("a producer sends no " + request.purpose());
        }
    }

    private void finish(Turn turn) {
        if (idle()) {
            flushes.forEach(request -> turn.tell(new BrokerOutcome.Flushed(request)));
            flushes.clear();
        }
    }

    private long nextInstant(Turn turn) {
        LogClientSettings.Producing settings = turn.settings().producer();
        long first = Transactions.wanted(turn)
                ? Math.min(connections.deadline(), transactions.nextInstant(this, turn))
                : connections.deadline();
        if (idle()) {
            return first;
        }
        long next = Math.min(
                first, cluster.due(turn.settings().brokers(), connections, settings.metadataAgeMicros(), turn.now()));
        for (WaitingSend send : waiting) {
            next = Math.min(next, send.giveUpAt());
        }
        next = Math.min(next, accumulator.expiry(settings.deliveryTimeoutMicros()));
        for (ProduceUnderWay request : underWay) {
            for (ProducerBatch batch : request.batches()) {
                if (!batch.done) {
                    next = Math.min(next, batch.createdAt + settings.deliveryTimeoutMicros());
                }
            }
        }
        if (turn.settings().idempotent() && !sequences.identified()) {
            if (!identifying && !accumulator.empty()) {
                next = Math.min(
                        next,
                        identifyAt > turn.now()
                                ? identifyAt
                                : cluster.retryAt(turn.settings().brokers(), connections, turn.now()));
            }
            return next;
        }
        return Math.min(next, new Drain(this, turn).nextInstant());
    }

    /// What is not finished, in words; empty when nothing is.
    String waiting() {
        int held = waiting.size() + accumulator.records();
        if (held > 0) {
            return "holds " + held + (held == 1 ? " message" : " messages") + " that cannot be sent yet";
        }
        return underWay.isEmpty() ? transactions.waiting() : "waits for the answer to a produce request";
    }
}
