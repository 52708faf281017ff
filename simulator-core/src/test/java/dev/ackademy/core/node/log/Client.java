package dev.ackademy.core.node.log;

import dev.ackademy.core.node.log.client.LogClientSettings;
import java.util.function.Consumer;

/// Client settings that a test may change before the process begins: Kafka's defaults, shortened.
final class Client {
    int acks = -1;
    boolean idempotence = true;
    int inFlight = 5;
    int retries = 1000;
    long produceTimeoutMicros = LogBench.SECOND;
    long deliveryTimeoutMicros = 20 * LogBench.SECOND;
    long lingerMicros;
    int batch = 1;
    String start = "earliest";
    String assignment = "eager";
    String protocol = "classic";
    long maxPollIntervalMicros = 5 * LogBench.SECOND;
    boolean autoCommit;
    boolean backgroundCommit;
    long autoCommitMicros = 5 * LogBench.SECOND;
    long fetchTimeoutMicros = 30 * LogBench.SECOND;
    long metadataAgeMicros = 300 * LogBench.SECOND;
    String transactionalId;
    long transactionTimeoutMicros = 60 * LogBench.SECOND;
    boolean committed;
    private int transactionVersion = 2;

    static LogClientSettings of(LogSettings cluster, Consumer<Client> change) {
        Client client = new Client();
        change.accept(client);
        if (cluster.transactions() != null) {
            client.transactionVersion = cluster.transactions().version();
        }
        return new LogClientSettings(cluster.brokers(), client.producing(), client.consuming(), cluster.off());
    }

    private LogClientSettings.Producing producing() {
        return new LogClientSettings.Producing(
                acks,
                idempotence,
                inFlight,
                retries,
                produceTimeoutMicros,
                deliveryTimeoutMicros,
                LogBench.SECOND / 10,
                lingerMicros,
                batch,
                metadataAgeMicros,
                transactionalId,
                transactionTimeoutMicros,
                transactionVersion);
    }

    private LogClientSettings.Consuming consuming() {
        return new LogClientSettings.Consuming(
                start,
                assignment,
                protocol,
                500,
                LogBench.SECOND,
                LogBench.SECOND / 5,
                maxPollIntervalMicros,
                autoCommit,
                autoCommitMicros,
                backgroundCommit,
                fetchTimeoutMicros,
                LogBench.SECOND / 10,
                metadataAgeMicros,
                committed);
    }
}
