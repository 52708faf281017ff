package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent.TransactionMoved;
import dev.ackademy.core.model.TransactionEvent.TransactionRefused;
import dev.ackademy.core.node.log.DataFrame.InitProducerIdAnswer;
import dev.ackademy.core.node.log.Parked.ParkedTransaction;
import dev.ackademy.core.node.log.TransactionFrame.AddOffsets;
import dev.ackademy.core.node.log.TransactionFrame.AddPartitions;
import dev.ackademy.core.node.log.TransactionFrame.AddPartitionsAnswer;
import dev.ackademy.core.node.log.TransactionFrame.EndTransaction;
import dev.ackademy.core.node.log.TransactionFrame.EndTransactionAnswer;
import dev.ackademy.core.node.log.TransactionFrame.InitTransactions;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The transactional ids of the broker that leads their internal topic (K14 to K18, K22). A move is decided, written to
/// the topic, and holds when that is replicated; until then the id is busy (CONCURRENT_TRANSACTIONS). In memory; loaded
/// from the log by whoever becomes its leader, who has the markers of decided transactions written again.
final class TransactionCoordinator {

    static final String SCAN = "broker/transactions";

    final TreeMap<String, TransactionState> transactions = new TreeMap<>();

    /// Ids whose next state is written and not yet replicated.
    private final TreeSet<String> busy = new TreeSet<>();

    private boolean active;

    void load(Replica log, Turn turn) {
        unload(turn);
        active = true;
        for (long offset = log.log.start(); offset < log.log.end(); offset++) {
            if (log.log.at(offset).internal() instanceof TransactionStored stored) {
                transactions.put(stored.state().id(), stored.state());
            }
        }
        for (TransactionState state : List.copyOf(transactions.values())) {
            if (state.phase().prepared()) {
                turn.broker().markers.owe(state, epoch(turn), turn);
            }
        }
        armScan(turn);
    }

    /// Another broker coordinates from now on.
    void unload(Turn turn) {
        turn.disarm(SCAN, 0);
        turn.broker().markers.unload();
        crashed();
    }

    void crashed() {
        active = false;
        transactions.clear();
        busy.clear();
    }

    private static int epoch(Turn turn) {
        return turn.replica(Role.transactionsPartition()).role().epoch();
    }

    /// K15.
    void init(int connection, InitTransactions request, Turn turn) {
        if (!active) {
            turn.answer(connection, request.refused(LogError.NOT_COORDINATOR));
            return;
        }
        TransactionState state = transactions.get(request.id());
        if (state == null && !busy.contains(request.id())) {
            begin(connection, request, turn);
            return;
        }
        LogError error = initError(state, request);
        if (error != LogError.NONE) {
            refused(request.id(), "init", request.producerId(), request.producerEpoch(), error, turn);
            turn.answer(connection, request.refused(error));
        } else if (state.phase() == TransactionPhase.ONGOING && turn.applies(Rule.K15)) {
            fence(state, turn);
            turn.answer(connection, request.refused(LogError.CONCURRENT_TRANSACTIONS));
        } else if (state.phase() == TransactionPhase.ONGOING
                || request.producerId() >= 0 && asksAgain(state, request)) {
            turn.answer(connection, identity(request, state));
        } else {
            renew(connection, request, state, turn);
        }
    }

    private LogError initError(TransactionState state, InitTransactions request) {
        if (busy.contains(request.id())
                || state.phase().prepared()
                || state.phase() == TransactionPhase.PREPARE_EPOCH_FENCE) {
            return LogError.CONCURRENT_TRANSACTIONS;
        }
        boolean foreign = request.producerId() >= 0
                && (request.producerId() != state.producerId()
                        || request.producerEpoch() != state.epoch() && !asksAgain(state, request));
        return foreign ? LogError.PRODUCER_FENCED : LogError.NONE;
    }

    /// The answer to its first request for the next epoch was lost.
    private static boolean asksAgain(TransactionState state, InitTransactions request) {
        return request.producerEpoch() == state.lastEpoch() && state.lastEpoch() >= 0;
    }

    private void begin(int connection, InitTransactions request, Turn turn) {
        long id = turn.broker().controllerLink.newProducerId(turn);
        if (id < 0) {
            turn.answer(connection, request.refused(LogError.COORDINATOR_LOAD_IN_PROGRESS));
            return;
        }
        TransactionState fresh = TransactionState.fresh(request.id(), id, request.timeoutMicros());
        store(fresh, new ParkedTransaction(connection, request, fresh), turn);
    }

    private void renew(int connection, InitTransactions request, TransactionState state, Turn turn) {
        TransactionState next;
        if (!turn.applies(Rule.K15)) {
            next = state;
        } else if (state.exhausted()) {
            long id = turn.broker().controllerLink.newProducerId(turn);
            if (id < 0) {
                turn.answer(connection, request.refused(LogError.COORDINATOR_LOAD_IN_PROGRESS));
                return;
            }
            next = state.toEmptyOf(id, request.timeoutMicros());
        } else {
            next = state.toEmpty(request.timeoutMicros());
        }
        store(next, new ParkedTransaction(connection, request, next), turn);
    }

    private static InitProducerIdAnswer identity(InitTransactions request, TransactionState state) {
        return new InitProducerIdAnswer(request.correlation(), LogError.NONE, state.producerId(), state.epoch());
    }

    /// K16.
    ///
    /// @param connection 0 where this broker asks itself
    void add(int connection, AddPartitions request, Turn turn) {
        LogError error = addError(request.id(), request.producerId(), request.producerEpoch());
        TransactionState state = transactions.get(request.id());
        if (error == LogError.NONE && request.verifyOnly() && !state.has(request.partitions())) {
            error = LogError.INVALID_TXN_STATE;
        }
        if (error != LogError.NONE) {
            refused(request.id(), "add-partitions", request.producerId(), request.producerEpoch(), error, turn);
        }
        if (error != LogError.NONE || state.has(request.partitions()) || !turn.applies(Rule.K16)) {
            turn.answerPeer(connection, request.refused(error));
        } else {
            extend(connection, request, state, request.partitions(), turn);
        }
    }

    void addOffsets(int connection, AddOffsets request, Turn turn) {
        LogError error = addError(request.id(), request.producerId(), request.producerEpoch());
        TransactionState state = transactions.get(request.id());
        List<TopicPartition> offsets = List.of(Role.offsetsPartition());
        if (error != LogError.NONE) {
            refused(request.id(), "add-offsets", request.producerId(), request.producerEpoch(), error, turn);
            turn.answer(connection, request.refused(error));
        } else if (state.has(offsets)) {
            turn.answer(connection, request.refused(LogError.NONE));
        } else {
            extend(connection, request, state, offsets, turn);
        }
    }

    private LogError addError(String id, long producer, int epoch) {
        TransactionState state = transactions.get(id);
        if (!active) {
            return LogError.NOT_COORDINATOR;
        }
        if (state == null || state.producerId() != producer) {
            return LogError.INVALID_PRODUCER_ID_MAPPING;
        }
        if (state.epoch() != epoch) {
            return LogError.PRODUCER_FENCED;
        }
        return busy.contains(id) || state.phase().prepared() ? LogError.CONCURRENT_TRANSACTIONS : LogError.NONE;
    }

    private void extend(
            int connection, LogFrame request, TransactionState state, List<TopicPartition> added, Turn turn) {
        TransactionState next = state.toOngoing(added, turn.now());
        store(next, new ParkedTransaction(connection, request, next), turn);
    }

    void end(int connection, EndTransaction request, Turn turn) {
        TransactionState state = transactions.get(request.id());
        Ending ending = !active
                ? new Ending(LogError.NOT_COORDINATOR, false)
                : state == null || state.producerId() != request.producerId()
                        ? new Ending(LogError.INVALID_PRODUCER_ID_MAPPING, false)
                        : request.version() == 1 ? endingV1(state, request) : endingV2(state, request, turn);
        if (ending.error == LogError.INVALID_TXN_STATE && !turn.applies(Rule.K14)) {
            ending = new Ending(LogError.NONE, true);
        }
        if (ending.error != LogError.NONE) {
            refused(
                    request.id(),
                    request.commit() ? "commit" : "abort",
                    request.producerId(),
                    request.producerEpoch(),
                    ending.error,
                    turn);
            turn.answer(connection, request.refused(ending.error));
        } else if (ending.already) {
            turn.answer(connection, done(request, state));
        } else {
            boolean bump = request.version() == 2 && turn.applies(Rule.K18);
            TransactionState next = state.phase() == TransactionPhase.ONGOING
                    ? state.toPrepared(request.commit(), bump)
                    : state.toAbortedEmpty();
            store(next, new ParkedTransaction(connection, request, next), turn);
        }
    }

    /// @param already the same was asked before and is done
    private record Ending(LogError error, boolean already) {}

    private static Ending refuse(LogError error) {
        return new Ending(error, false);
    }

    /// K17: the epoch must be equal, and nothing tells *which* transaction is meant.
    private Ending endingV1(TransactionState state, EndTransaction request) {
        if (state.epoch() != request.producerEpoch()) {
            return refuse(LogError.PRODUCER_FENCED);
        }
        if (busy.contains(request.id())) {
            return refuse(LogError.CONCURRENT_TRANSACTIONS);
        }
        boolean same = state.phase().commits() == request.commit();
        return switch (state.phase()) {
            case ONGOING -> new Ending(LogError.NONE, false);
            case COMPLETE_COMMIT, COMPLETE_ABORT ->
                same ? new Ending(LogError.NONE, true) : refuse(LogError.INVALID_TXN_STATE);
            case PREPARE_COMMIT, PREPARE_ABORT ->
                refuse(same ? LogError.CONCURRENT_TRANSACTIONS : LogError.INVALID_TXN_STATE);
            case EMPTY -> refuse(LogError.INVALID_TXN_STATE);
            case PREPARE_EPOCH_FENCE -> refuse(LogError.CONCURRENT_TRANSACTIONS);
        };
    }

    /// K18: the present epoch ends the present transaction, the one before it asks again for an end that
    /// was given. An abort where nothing was written yet is an end too.
    private Ending endingV2(TransactionState state, EndTransaction request, Turn turn) {
        boolean bumps = turn.applies(Rule.K18);
        boolean again = bumps && request.producerEpoch() == state.epoch() - 1;
        boolean present = request.producerEpoch() == state.epoch();
        if (!again && !present) {
            return refuse(LogError.PRODUCER_FENCED);
        }
        if (busy.contains(request.id())) {
            return refuse(LogError.CONCURRENT_TRANSACTIONS);
        }
        boolean same = state.phase().commits() == request.commit();
        return switch (state.phase()) {
            case ONGOING -> present ? new Ending(LogError.NONE, false) : refuse(LogError.PRODUCER_FENCED);
            case PREPARE_COMMIT, PREPARE_ABORT ->
                !again && bumps
                        ? refuse(LogError.PRODUCER_FENCED)
                        : refuse(same ? LogError.CONCURRENT_TRANSACTIONS : LogError.INVALID_TXN_STATE);
            case COMPLETE_COMMIT, COMPLETE_ABORT -> {
                if (again || !bumps) {
                    yield same ? new Ending(LogError.NONE, true) : refuse(LogError.INVALID_TXN_STATE);
                }
                yield request.commit() ? refuse(LogError.INVALID_TXN_STATE) : new Ending(LogError.NONE, false);
            }
            case EMPTY ->
                request.commit() || !present ? refuse(LogError.INVALID_TXN_STATE) : new Ending(LogError.NONE, false);
            case PREPARE_EPOCH_FENCE -> refuse(LogError.CONCURRENT_TRANSACTIONS);
        };
    }

    private static EndTransactionAnswer done(EndTransaction request, TransactionState state) {
        return request.version() == 1
                ? new EndTransactionAnswer(request.correlation(), LogError.NONE, -1, -1)
                : new EndTransactionAnswer(request.correlation(), LogError.NONE, state.producerId(), state.epoch());
    }

    /// Whoever holds the present epoch is out, and its transaction is aborted.
    private void fence(TransactionState state, Turn turn) {
        TransactionState next = state.toFence().toPrepared(false, false);
        store(next, new ParkedTransaction(0, null, next), turn);
    }

    /// K22: transactions that have run out are aborted.
    void scan(Turn turn) {
        for (TransactionState state : List.copyOf(transactions.values())) {
            if (state.overAt(turn.now()) && !busy.contains(state.id())) {
                fence(state, turn);
            }
        }
        armScan(turn);
    }

    /// One timer, at the first scan that finds something.
    private void armScan(Turn turn) {
        long due = Long.MAX_VALUE;
        for (TransactionState state : transactions.values()) {
            if (state.phase() == TransactionPhase.ONGOING && !busy.contains(state.id())) {
                due = Math.min(due, state.startedAt() + state.timeoutMicros());
            }
        }
        if (due == Long.MAX_VALUE || !turn.applies(Rule.K22)) {
            turn.disarm(SCAN, 0);
            return;
        }
        long every = turn.settings().transactions().scanMicros();
        long next = Math.max(due, turn.now() + 1);
        turn.arm((next + every - 1) / every * every - turn.now(), SCAN, 0);
    }

    /// Writes the next state; it holds when that is replicated.
    private void store(TransactionState next, ParkedTransaction then, Turn turn) {
        busy.add(next.id());
        Replica log = turn.replica(Role.transactionsPartition());
        log.leadership.beforeAppend(log, turn);
        long end = log.append(new TransactionStored(next), turn) + 1;
        int ticket = turn.broker().purgatory.park(then, -1, turn);
        log.leadership.needs.add(new Leadership.Need(end, ticket));
        turn.broker().duties.advance(log, turn);
        turn.broker().purgatory.reached(log, turn);
        turn.broker().fetching.news(log, turn);
    }

    void stored(ParkedTransaction parked, LogError error, Turn turn) {
        if (error != LogError.NONE) {
            answer(parked, LogError.NOT_COORDINATOR, turn);
            return;
        }
        TransactionState next = parked.next();
        TransactionState before = transactions.put(next.id(), next);
        busy.remove(next.id());
        turn.record(new TransactionMoved(
                next.id(),
                before == null ? "" : before.phase().word(),
                next.phase().word(),
                next.producerId(),
                next.epoch(),
                next.partitions()));
        boolean late = parked.request() instanceof EndTransaction && !turn.applies(Rule.K17);
        if (!late || !next.phase().prepared()) {
            answer(parked, LogError.NONE, turn);
        }
        if (next.phase().prepared()) {
            turn.broker().markers.owe(next, epoch(turn), turn);
        }
        armScan(turn);
    }

    private static void answer(ParkedTransaction parked, LogError error, Turn turn) {
        boolean ok = error == LogError.NONE;
        int connection = parked.connection();
        switch (parked.request()) {
            case null -> {}
            case InitTransactions init ->
                turn.answer(connection, ok ? identity(init, parked.next()) : init.refused(error));
            case AddPartitions add -> turn.answerPeer(connection, add.refused(error));
            case AddOffsets add -> turn.answer(connection, new AddPartitionsAnswer(add.correlation(), error));
            case EndTransaction end -> turn.answer(connection, ok ? done(end, parked.next()) : end.refused(error));
            default -> throw new IllegalStateException("no move asked by " + parked.request());
        }
    }

    /// Every partition has its marker.
    void markersWritten(String id, Turn turn) {
        TransactionState state = transactions.get(id);
        if (active && state != null && state.phase().prepared() && !busy.contains(id)) {
            TransactionState next = state.toComplete();
            store(next, new ParkedTransaction(0, null, next), turn);
        }
    }

    private static void refused(String id, String request, long producer, int epoch, LogError error, Turn turn) {
        if (!error.retriable()) {
            turn.record(new TransactionRefused(id, request, producer, epoch, error.name()));
        }
    }
}
