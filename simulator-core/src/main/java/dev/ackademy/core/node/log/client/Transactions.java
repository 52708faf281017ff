package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.InitProducerIdAnswer;
import dev.ackademy.core.node.log.GroupFrame.FindCoordinator;
import dev.ackademy.core.node.log.GroupFrame.FindCoordinatorAnswer;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.log.LogFrame;
import dev.ackademy.core.node.log.TransactionFrame.AddOffsets;
import dev.ackademy.core.node.log.TransactionFrame.AddPartitions;
import dev.ackademy.core.node.log.TransactionFrame.AddPartitionsAnswer;
import dev.ackademy.core.node.log.TransactionFrame.CommitOffsets;
import dev.ackademy.core.node.log.TransactionFrame.EndTransaction;
import dev.ackademy.core.node.log.TransactionFrame.EndTransactionAnswer;
import dev.ackademy.core.node.log.TransactionFrame.FindTransactionCoordinator;
import dev.ackademy.core.node.log.TransactionFrame.InitTransactions;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The transactions of one producer, as the library's transaction manager keeps them: one at a time.
///
/// ```
///   NEW ──open──► STARTING ──InitProducerId──► READY ──begin──► OPEN ──commit──► COMMITTING ──► READY
///                                                                │  (an error that can be aborted: failure)
///                                                                └────abort────► ABORTING ───► READY
///   any ──fenced, or what only a new producer helps against──► FATAL
/// ```
/// What is asked of the coordinator is tried again until it answers; a real library gives up after `max.block.ms` and
/// then allows nothing but to ask for the same again.
final class Transactions {

    enum Phase {
        NEW,
        STARTING,
        READY,
        OPEN,
        COMMITTING,
        ABORTING,
        FATAL
    }

    Phase phase = Phase.NEW;

    /// Why the open transaction can only be aborted, or why nothing can be done any more; null for neither.
    String failure;

    /// Node of the coordinator, -1 unknown.
    int coordinator = -1;

    /// Node of the coordinator of the consumer's group, -1 unknown.
    int groupCoordinator = -1;

    boolean finding;

    @Instant
    long findAt;

    /// Nothing is asked before this instant.
    @Instant
    long retryAt;

    /// A request to a coordinator is under way.
    boolean asked;

    /// The application's commit or abort in hand, 0 for none.
    @Ident
    int request;

    @Ident
    int transaction;

    /// Partitions that are part of the transaction, and (V1) those that the coordinator is still to be told
    /// of.
    TreeSet<TopicPartition> added = new TreeSet<>();

    TreeSet<TopicPartition> toAdd = new TreeSet<>();

    /// The coordinator may know of this transaction, so it has to be ended there.
    boolean started;

    /// The positions to be put into the transaction.
    ArrayDeque<Attachment> attachments = new ArrayDeque<>();

    /// How often the end was asked for.
    int ends;

    /// V1: after the abort the producer needs the next epoch (KIP-360).
    boolean renew;

    ArrayList<Operation> operations = new ArrayList<>();

    /// @param added (V1) the coordinator knows that the internal topic is part of the transaction
    record Attachment(@Ident int request, CommitOffsets offsets, boolean added) {}

    static boolean wanted(Turn turn) {
        return turn.settings().producer() != null && turn.settings().producer().transactionalId() != null;
    }

    private static String id(Turn turn) {
        return turn.settings().producer().transactionalId();
    }

    private static boolean first(Turn turn) {
        return turn.settings().producer().transactionVersion() == 1;
    }

    boolean working() {
        return phase == Phase.STARTING
                || phase == Phase.COMMITTING
                || phase == Phase.ABORTING
                || !attachments.isEmpty();
    }

    void open(Producer producer, Turn turn) {
        phase = Phase.STARTING;
        producer.pump(turn);
    }

    void begin(int begun, Turn turn) {
        if (phase != Phase.READY) {
            turn.tell(new BrokerOutcome.TransactionFailed(begun, refusal(), Certainty.NOT_DONE));
            return;
        }
        phase = Phase.OPEN;
        transaction = begun;
        turn.tell(new BrokerOutcome.Begun(begun, begun));
    }

    /// Why nothing can be sent now, null where it can.
    String refusal() {
        if (failure != null) {
            return failure;
        }
        return phase == Phase.OPEN ? null : "IllegalStateException: there is no open transaction";
    }

    void attach(int asked, CommitOffsets offsets, Producer producer, Turn turn) {
        if (refusal() != null) {
            turn.tell(new BrokerOutcome.TransactionFailed(asked, refusal(), Certainty.NOT_DONE));
            return;
        }
        attachments.add(new Attachment(asked, offsets, false));
        producer.pump(turn);
    }

    void commit(int asked, Producer producer, Turn turn) {
        if (refusal() != null) {
            turn.tell(new BrokerOutcome.TransactionFailed(asked, refusal(), Certainty.NOT_DONE));
            return;
        }
        phase = Phase.COMMITTING;
        request = asked;
        producer.pump(turn);
    }

    void abort(int asked, Producer producer, Turn turn) {
        if (phase != Phase.OPEN) {
            turn.tell(new BrokerOutcome.TransactionFailed(
                    asked, failure == null ? refusal() : failure, Certainty.NOT_DONE));
            return;
        }
        phase = Phase.ABORTING;
        request = asked;
        toAdd.clear();
        attachments.clear();
        new Completion(producer, turn).dropUnsent("TransactionAbortedException");
        producer.pump(turn);
    }

    /// A message of the transaction goes to this partition.
    void include(TopicPartition partition, Operation operation, Turn turn) {
        operations.add(operation);
        if (!first(turn)) {
            started = true;
            added.add(partition);
        } else if (!added.contains(partition)) {
            toAdd.add(partition);
        }
    }

    boolean maySend(TopicPartition partition) {
        return added.contains(partition);
    }

    /// A batch has failed for good: the transaction can only be aborted.
    void batchFailed(String cause, Producer producer, Turn turn) {
        if (phase == Phase.OPEN || phase == Phase.COMMITTING) {
            renew = first(turn);
            abortable(cause, false, producer, turn);
        }
    }

    /// @param outdated the group has given what was read to another member
    private void abortable(String cause, boolean outdated, Producer producer, Turn turn) {
        if (failure != null) {
            return;
        }
        failure = cause;
        toAdd.clear();
        phase = Phase.OPEN;
        tellFailed(cause, Certainty.NOT_DONE, outdated, turn);
        new Completion(producer, turn).dropUnsent(cause);
    }

    private void fatal(String cause, Certainty certainty, Producer producer, Turn turn) {
        phase = Phase.FATAL;
        failure = cause;
        toAdd.clear();
        tellFailed(cause, certainty, false, turn);
        new Completion(producer, turn).dropUnsent(cause);
        turn.tell(new BrokerOutcome.Fenced(cause));
    }

    private void tellFailed(String cause, Certainty certainty, boolean outdated, Turn turn) {
        while (!attachments.isEmpty()) {
            int attachment = attachments.removeFirst().request();
            turn.tell(new BrokerOutcome.TransactionFailed(attachment, cause, Certainty.NOT_DONE, outdated));
        }
        if (request != 0) {
            turn.tell(new BrokerOutcome.TransactionFailed(request, cause, certainty));
            request = 0;
        }
    }

    /// Asks for whatever is to be asked next.
    void pump(Producer producer, Turn turn) {
        if (!asked && retryAt <= turn.now()) {
            switch (phase) {
                case NEW, READY, FATAL -> {}
                case STARTING -> ask(Purpose.INIT_PRODUCER, init(producer, turn), coordinator, producer, turn);
                case OPEN -> extend(producer, turn);
                case COMMITTING -> {
                    extend(producer, turn);
                    end(true, producer, turn);
                }
                case ABORTING -> end(false, producer, turn);
            }
        }
    }

    private InitTransactions init(Producer producer, Turn turn) {
        return new InitTransactions(
                producer.connections.nextCorrelation(),
                id(turn),
                turn.settings().producer().transactionTimeoutMicros(),
                renew ? producer.sequences.producerId : -1,
                renew ? producer.sequences.epoch : -1);
    }

    private void extend(Producer producer, Turn turn) {
        Sequences numbers = producer.sequences;
        if (!toAdd.isEmpty()) {
            ask(
                    Purpose.ADD_PARTITIONS,
                    new AddPartitions(
                            producer.connections.nextCorrelation(),
                            id(turn),
                            numbers.producerId,
                            numbers.epoch,
                            List.copyOf(toAdd),
                            false),
                    coordinator,
                    producer,
                    turn);
        } else if (!attachments.isEmpty() && failure == null) {
            Attachment next = attachments.peekFirst();
            if (first(turn) && !next.added()) {
                ask(
                        Purpose.ADD_OFFSETS,
                        new AddOffsets(
                                producer.connections.nextCorrelation(),
                                id(turn),
                                numbers.producerId,
                                numbers.epoch,
                                next.offsets().group()),
                        coordinator,
                        producer,
                        turn);
            } else {
                started = true;
                ask(Purpose.TRANSACTION_OFFSETS, positions(next, producer), groupCoordinator, producer, turn);
            }
        }
    }

    private static CommitOffsets positions(Attachment next, Producer producer) {
        CommitOffsets planned = next.offsets();
        return new CommitOffsets(
                producer.connections.nextCorrelation(),
                planned.id(),
                producer.sequences.producerId,
                producer.sequences.epoch,
                planned.group(),
                planned.member(),
                planned.generation(),
                planned.offsets());
    }

    /// Everything that was sent has its answer: the coordinator may end it.
    private void end(boolean commit, Producer producer, Turn turn) {
        if (asked || !toAdd.isEmpty() || !attachments.isEmpty() || !producer.idle()) {
            return;
        }
        if (!started) {
            ended(producer, turn);
            return;
        }
        ask(
                Purpose.END_TRANSACTION,
                new EndTransaction(
                        producer.connections.nextCorrelation(),
                        id(turn),
                        producer.sequences.producerId,
                        producer.sequences.epoch,
                        commit,
                        turn.settings().producer().transactionVersion(),
                        ends + 1,
                        List.copyOf(operations)),
                coordinator,
                producer,
                turn);
    }

    private void ask(Purpose purpose, LogFrame frame, int node, Producer producer, Turn turn) {
        boolean ofGroup = purpose == Purpose.TRANSACTION_OFFSETS;
        if (node < 0) {
            find(ofGroup, producer, turn);
        } else if (producer.connections.ready(node, turn)) {
            asked = true;
            ends += purpose == Purpose.END_TRANSACTION ? 1 : 0;
            producer.connections.send(
                    node, frame, purpose, turn.settings().producer().requestTimeoutMicros(), turn);
        }
    }

    private void find(boolean ofGroup, Producer producer, Turn turn) {
        if (finding || findAt > turn.now()) {
            return;
        }
        int broker = producer.cluster.reachable(turn.settings().brokers(), producer.connections, turn);
        if (broker < 0 || !producer.connections.open(broker)) {
            return;
        }
        finding = true;
        int correlation = producer.connections.nextCorrelation();
        producer.connections.send(
                broker,
                ofGroup
                        ? new FindCoordinator(
                                correlation, attachments.peekFirst().offsets().group())
                        : new FindTransactionCoordinator(correlation, id(turn)),
                ofGroup ? Purpose.FIND_GROUP_COORDINATOR : Purpose.FIND_COORDINATOR,
                turn.settings().producer().requestTimeoutMicros(),
                turn);
    }

    void found(FindCoordinatorAnswer answer, boolean ofGroup, Turn turn) {
        finding = false;
        if (answer.error() != LogError.NONE) {
            findAt = turn.now() + turn.settings().producer().retryBackoffMicros();
        } else if (ofGroup) {
            groupCoordinator = answer.node();
        } else {
            coordinator = answer.node();
        }
    }

    /// The connection ended under a request: it is asked again, of whoever coordinates then.
    void unanswered(Purpose purpose, Turn turn) {
        switch (purpose) {
            case FIND_COORDINATOR, FIND_GROUP_COORDINATOR -> {
                finding = false;
                findAt = turn.now() + turn.settings().producer().retryBackoffMicros();
            }
            default -> again(purpose, LogError.NOT_COORDINATOR, turn);
        }
    }

    private void again(Purpose purpose, LogError error, Turn turn) {
        asked = false;
        retryAt = turn.now() + turn.settings().producer().retryBackoffMicros();
        if (Membership.otherCoordinator(error) || error == LogError.REQUEST_TIMED_OUT) {
            if (purpose == Purpose.TRANSACTION_OFFSETS) {
                groupCoordinator = -1;
            } else {
                coordinator = -1;
            }
        }
    }

    void identified(InitProducerIdAnswer answer, Producer producer, Turn turn) {
        if (answer.error().retriable()) {
            again(Purpose.INIT_PRODUCER, answer.error(), turn);
            return;
        }
        asked = false;
        if (answer.error() != LogError.NONE) {
            fatal(exception(answer.error()), Certainty.NOT_DONE, producer, turn);
            return;
        }
        producer.sequences.restart(answer.producerId(), answer.producerEpoch());
        boolean opening = !renew;
        renew = false;
        phase = Phase.READY;
        if (opening) {
            turn.tell(new BrokerOutcome.Opened(LogClient.CAPABILITIES));
        } else {
            tellEnded(false, turn);
        }
    }

    void added(Purpose purpose, AddPartitionsAnswer answer, Producer producer, Turn turn) {
        if (answer.error().retriable()) {
            again(purpose, answer.error(), turn);
            return;
        }
        asked = false;
        if (answer.error() != LogError.NONE) {
            fatal(exception(answer.error()), Certainty.NOT_DONE, producer, turn);
            return;
        }
        started = true;
        if (purpose == Purpose.ADD_PARTITIONS) {
            added.addAll(toAdd);
            toAdd.clear();
        } else if (!attachments.isEmpty()) {
            Attachment first = attachments.removeFirst();
            attachments.addFirst(new Attachment(first.request(), first.offsets(), true));
        }
    }

    void attached(OffsetCommitAnswer answer, Producer producer, Turn turn) {
        LogError error = answer.error();
        if (error.retriable()) {
            again(Purpose.TRANSACTION_OFFSETS, error, turn);
            return;
        }
        asked = false;
        if (error == LogError.NONE) {
            if (!attachments.isEmpty()) {
                turn.tell(new BrokerOutcome.Attached(attachments.removeFirst().request()));
            }
        } else if (error == LogError.ILLEGAL_GENERATION || error == LogError.UNKNOWN_MEMBER_ID) {
            abortable("CommitFailedException: " + error, true, producer, turn);
        } else {
            fatal(exception(error), Certainty.NOT_DONE, producer, turn);
        }
    }

    void endAnswered(EndTransactionAnswer answer, Producer producer, Turn turn) {
        if (answer.error().retriable()) {
            again(Purpose.END_TRANSACTION, answer.error(), turn);
            return;
        }
        asked = false;
        if (answer.error() != LogError.NONE) {
            Certainty certainty = ends > 1 ? Certainty.MAYBE_DONE : Certainty.NOT_DONE;
            fatal(exception(answer.error()), certainty, producer, turn);
            return;
        }
        if (answer.producerId() >= 0) {
            renew = false;
            producer.sequences.restart(answer.producerId(), answer.producerEpoch());
        }
        ended(producer, turn);
    }

    private void ended(Producer producer, Turn turn) {
        boolean committed = phase == Phase.COMMITTING;
        failure = null;
        added.clear();
        operations.clear();
        started = false;
        ends = 0;
        phase = renew ? Phase.STARTING : Phase.READY;
        if (renew) {
            pump(producer, turn);
        } else {
            tellEnded(committed, turn);
        }
    }

    private void tellEnded(boolean committed, Turn turn) {
        if (request != 0) {
            turn.tell(committed ? new BrokerOutcome.Committed(request) : new BrokerOutcome.Aborted(request));
        }
        request = 0;
        transaction = 0;
    }

    private static String exception(LogError error) {
        return switch (error) {
            case PRODUCER_FENCED, INVALID_PRODUCER_EPOCH -> "ProducerFencedException";
            case INVALID_TXN_STATE -> "InvalidTxnStateException";
            case INVALID_PRODUCER_ID_MAPPING -> "InvalidPidMappingException";
            default -> error.name();
        };
    }

    /// A producer that is closed aborts what is open.
    void close(Producer producer, Turn turn) {
        if (phase == Phase.OPEN) {
            abort(0, producer, turn);
        }
    }

    long nextInstant(Producer producer, Turn turn) {
        boolean asks = phase == Phase.STARTING
                || phase == Phase.COMMITTING
                || phase == Phase.ABORTING
                || phase == Phase.OPEN && (!toAdd.isEmpty() || !attachments.isEmpty());
        if (!asks || asked) {
            return Long.MAX_VALUE;
        }
        if (retryAt > turn.now()) {
            return retryAt;
        }
        boolean ofGroup = phase != Phase.STARTING
                && toAdd.isEmpty()
                && !attachments.isEmpty()
                && (!first(turn) || attachments.peekFirst().added());
        int node = ofGroup ? groupCoordinator : coordinator;
        if (node >= 0) {
            return producer.connections.retryAt(node);
        }
        if (finding) {
            return Long.MAX_VALUE;
        }
        return findAt > turn.now()
                ? findAt
                : producer.cluster.retryAt(turn.settings().brokers(), producer.connections, turn.now());
    }

    /// What is not finished, in words; empty when nothing is.
    String waiting() {
        return switch (phase) {
            case NEW, READY, OPEN, FATAL -> attachments.isEmpty() ? "" : "puts its positions into a transaction";
            case STARTING -> "waits for its transactional id";
            case COMMITTING -> "waits for its transaction to commit";
            case ABORTING -> "waits for its transaction to abort";
        };
    }
}
