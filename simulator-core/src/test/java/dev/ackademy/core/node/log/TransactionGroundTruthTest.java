package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.node.log.ClientProcess.Ack;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome.TransactionFailed;
import dev.ackademy.core.truth.GroundTruth;
import dev.ackademy.core.truth.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a real Kafka 4.4.0 was seen to do with transactions, asked of the model; see [GroundTruthTest].
class TransactionGroundTruthTest {

    private static final long SECOND = LogBench.SECOND;

    /// Of the coordinator's first transaction of a process.
    private static final int FIRST = 1_000;

    private final LogBench log = new LogBench(Cluster.of(
            1,
            LogBench.orders(1, 1, 1),
            cluster -> cluster.transactions = new LogSettings.Transactions(2, true, 10 * SECOND)));
    private int request = FIRST;

    private ClientProcess transactional(int number) {
        ClientProcess process = log.process(
                number,
                log.client(client -> {
                    client.transactionalId = "tx";
                    client.transactionTimeoutMicros = 2 * SECOND;
                }),
                null);
        log.run(SECOND);
        return process;
    }

    private void begin(ClientProcess process, int number) {
        process.ask(new BrokerCommand.Begin(++request), log.bench.around(number));
    }

    /// As soon as everything before it has its outcome.
    private void commit(ClientProcess process, int number) {
        process.ask(new BrokerCommand.Commit(++request, 0), log.bench.around(number));
        log.run(SECOND);
    }

    private void abort(ClientProcess process, int number) {
        process.ask(new BrokerCommand.Abort(++request, 0), log.bench.around(number));
        log.run(SECOND);
    }

    private void send(int number, String... ids) {
        log.publish(number, ids);
        log.run(SECOND / 2);
    }

    /// `A#3@4`: what a late reader of its own group gets.
    private List<String> read(int number, boolean committed) {
        ClientProcess reader = log.process(
                number,
                log.client(client -> client.committed = committed),
                new ClientProcess.Reading("g" + number, List.of("orders"), 10, 0, Ack.NEVER, false, -1));
        log.run(3 * SECOND);
        return reader.effects.stream()
                .map(effect -> effect.substring(effect.indexOf(' ') + 1)
                        + effect.substring(effect.indexOf('@'), effect.indexOf(' ')))
                .toList();
    }

    private static List<String> numbers(List<String> read) {
        return read.stream()
                .map(one -> one.substring(one.indexOf('#') + 1, one.indexOf('@')))
                .toList();
    }

    private static List<String> offsets(List<String> read) {
        return read.stream().map(one -> one.substring(one.indexOf('@') + 1)).toList();
    }

    private static String failure(ClientProcess process) {
        return process.outcomes.stream()
                .filter(TransactionFailed.class::isInstance)
                .map(outcome -> ((TransactionFailed) outcome).cause())
                .reduce("-", (_, last) -> last);
    }

    /// The exception that the library throws for an error of the protocol.
    private static String thrown(String cause) {
        return cause.equals("INVALID_PRODUCER_EPOCH") ? "InvalidProducerEpochException" : cause;
    }

    @Test
    @Seen("kafka h1")
    void h1_an_aborted_transaction_is_read_by_none_who_reads_committed_and_its_end_takes_an_offset() {
        ClientProcess producer = transactional(101);
        begin(producer, 101);
        send(101, "A#0", "A#1", "A#2");
        abort(producer, 101);
        begin(producer, 101);
        send(101, "A#3", "A#4", "A#5");
        commit(producer, 101);
        List<String> committed = read(102, true);
        assertThat("read_committed=" + numbers(committed) + " offsets=" + offsets(committed) + " read_uncommitted="
                        + numbers(read(103, false)))
                .isEqualTo(GroundTruth.outcomes("kafka h1").getFirst());
    }

    /// The second producer begins while the first is in the middle of a transaction.
    private ClientProcess zombie() {
        ClientProcess zombie = transactional(101);
        begin(zombie, 101);
        send(101, "A#0");
        ClientProcess next = transactional(102);
        begin(next, 102);
        send(102, "A#1");
        commit(next, 102);
        return zombie;
    }

    private String reads() {
        return " read_committed=" + numbers(read(103, true)) + " read_uncommitted=" + numbers(read(104, false));
    }

    @Test
    @Seen("kafka h2")
    void h2_a_zombie_that_sends_is_refused_by_its_epoch() {
        ClientProcess zombie = zombie();
        send(101, "A#2");
        String sent = zombie.told.getLast();
        commit(zombie, 101);
        assertThat("zombieSend=" + thrown(sent.substring(sent.indexOf('!') + 1)) + " zombieCommit="
                        + thrown(failure(zombie)) + reads())
                .isEqualTo(GroundTruth.outcomes("kafka h2").getFirst());
    }

    @Test
    @Seen("kafka h2b")
    void h2b_a_zombie_that_commits_is_fenced() {
        ClientProcess zombie = zombie();
        commit(zombie, 101);
        assertThat("zombieSend=- zombieCommit=" + failure(zombie) + reads())
                .isEqualTo(GroundTruth.outcomes("kafka h2b").getFirst());
    }

    @Test
    @Seen("kafka h5")
    void h5_an_open_transaction_holds_back_whatever_comes_behind_it_until_it_runs_out() {
        ClientProcess producer = transactional(101);
        begin(producer, 101);
        log.producer(102);
        log.publish(101, "A#0");
        log.run(SECOND / 10);
        log.publish(102, "A#1", "A#2", "A#3", "A#4", "A#5");
        log.run(SECOND / 10);
        ClientProcess careful =
                log.process(103, log.client(client -> client.committed = true), ClientProcess.reading(Ack.NEVER, 10));
        log.run(SECOND);
        int open = careful.effects.size();
        int dirty = read(104, false).size();
        log.run(20 * SECOND);
        commit(producer, 101);
        assertThat("read_committed while open=" + open + " read_uncommitted=" + dirty + " after timeout="
                        + numbers(read(105, true)) + " lateCommit=" + failure(producer))
                .isEqualTo(GroundTruth.outcomes("kafka h5").getFirst());
    }
}
