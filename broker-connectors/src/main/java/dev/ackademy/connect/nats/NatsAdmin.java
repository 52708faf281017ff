package dev.ackademy.connect.nats;

import dev.ackademy.connect.server.BrokerUnavailable;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Asks JetStream about streams and consumers, over a connection that is made anew where it was lost. Several servers
/// may be between two leaders: they are asked again for a while.
final class NatsAdmin implements AutoCloseable {
    /// An election takes 4 to 9 s, that of the streams comes after that of the cluster.
    private static final Duration ELECTION_LIMIT = Duration.ofSeconds(30);

    private static final JetStreamOptions IMPATIENT =
            JetStreamOptions.builder().requestTimeout(Duration.ofMillis(500)).build();
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int SERVER_ERRORS = 500;
    private static final int NO_SUITABLE_PEERS = 10005;

    interface Question<T> {
        T ask(JetStreamManagement streams) throws IOException, JetStreamApiException;
    }

    private final NatsServers servers;
    private Connection connection;

    NatsAdmin(NatsServers servers) {
        this.servers = servers;
    }

    private synchronized Connection connection() throws BrokerUnavailable {
        if (connection == null || connection.getStatus() != Connection.Status.CONNECTED) {
            close();
            connection = servers.connect(true);
        }
        return connection;
    }

    /// Asked once, whatever the answer. Of several servers one that lives answers at once, or nobody leads.
    <T> T once(Question<T> question) throws IOException, JetStreamApiException {
        Connection to = connection();
        return question.ask(servers.several() ? to.jetStreamManagement(IMPATIENT) : to.jetStreamManagement());
    }

    <T> T ask(Question<T> question) throws IOException, JetStreamApiException {
        long deadline = System.nanoTime() + ELECTION_LIMIT.toNanos();
        while (true) {
            try {
                return once(question);
            } catch (IOException | JetStreamApiException | IllegalStateException notNow) {
                if (!servers.several() || !passes(notNow) || System.nanoTime() - deadline > 0) {
                    throw notNow;
                }
                rest();
            }
        }
    }

    private static boolean passes(Exception notNow) {
        return !(notNow instanceof JetStreamApiException answer)
                || answer.getErrorCode() >= SERVER_ERRORS
                || answer.getApiErrorCode() == NO_SUITABLE_PEERS;
    }

    static void rest() throws BrokerUnavailable {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted", e);
        }
    }

    /// Another leader is chosen, by the stream's own replicas.
    void stepDown(String stream) throws IOException {
        connection().publish("$JS.API.STREAM.LEADER.STEPDOWN." + stream, new byte[0]);
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            connection = null;
        }
    }
}
