package dev.ackademy.connect.nats;

import dev.ackademy.connect.WireMessage;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Subject;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand.Publish;
import dev.ackademy.core.node.port.BrokerOutcome;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/// Publishes to JetStream in the order of the commands, and tells each receipt when it comes. jnats does not repeat a
/// publish by itself.
final class NatsSender {
    private final Connection connection;
    private final NatsSettings settings;
    private final Application mailbox;
    private final Set<CompletableFuture<PublishAck>> unanswered = ConcurrentHashMap.newKeySet();

    NatsSender(Connection connection, NatsSettings settings, Application mailbox) {
        this.connection = connection;
        this.settings = settings;
        this.mailbox = mailbox;
    }

    void publish(Publish publish) {
        WireMessage wire = WireMessage.of(publish.message());
        Headers headers = new Headers();
        wire.headers().forEach((name, value) -> headers.put(name, value));
        String subject = Subject.of(
                publish.topic(),
                settings.subjects().getOrDefault(publish.topic(), List.of(publish.topic())),
                publish.key());
        if (!settings.acknowledged()) {
            publishUnacknowledged(publish, subject, headers, wire);
            return;
        }
        CompletableFuture<PublishAck> receipt;
        try {
            conditions(publish, headers);
            // JetStream's own publishAsync waits for as long as the library's interval of cleaning up says.
            receipt = connection
                    .requestWithTimeout(subject, headers, wire.body(), settings.requestTimeout())
                    .thenApply(NatsSender::receipt);
        } catch (RuntimeException neverSent) {
            tellFailure(publish, neverSent, Certainty.NOT_DONE);
            return;
        }
        unanswered.add(receipt);
        receipt.whenComplete((ack, failure) -> {
            unanswered.remove(receipt);
            if (failure == null) {
                TopicPartition place = new TopicPartition(publish.topic(), 0);
                mailbox.tell(new BrokerOutcome.Published(publish.request(), place, ack.getSeqno(), ack.isDuplicate()));
            } else {
                tellFailure(publish, failure, NatsCauses.afterSending(failure));
            }
        });
    }

    /// Without a PubAck nobody hears whether it was stored.
    private void publishUnacknowledged(Publish publish, String subject, Headers headers, WireMessage wire) {
        try {
            connection.publish(subject, headers, wire.body());
            mailbox.tell(
                    new BrokerOutcome.Published(publish.request(), new TopicPartition(publish.topic(), 0), -1, false));
        } catch (RuntimeException neverSent) {
            tellFailure(publish, neverSent, Certainty.NOT_DONE);
        }
    }

    /// Everything published before is answered or has failed; what nobody answers has reached the server.
    void flush(int request) {
        CompletableFuture.allOf(unanswered.toArray(CompletableFuture[]::new)).whenComplete((nothing, failure) -> {
            if (!settings.acknowledged()) {
                reachServer();
            }
            mailbox.tell(new BrokerOutcome.Flushed(request));
        });
    }

    private void reachServer() {
        try {
            connection.flush(settings.requestTimeout());
        } catch (TimeoutException | IllegalStateException notThere) {
            // Then it waits in the library, or is lost: nobody is told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PublishAck receipt(io.nats.client.Message answer) {
        try {
            return new PublishAck(answer);
        } catch (IOException | JetStreamApiException e) {
            throw new CompletionException(e);
        }
    }

    private void conditions(Publish publish, Headers headers) {
        String operation = settings.messageIds() ? publish.message().operation().id() : null;
        String id = publish.dedupId() != null ? publish.dedupId() : operation;
        if (id != null) {
            headers.put(NatsJetStreamConstants.MSG_ID_HDR, id);
        }
        if (publish.expectedLast() >= 0) {
            headers.put(NatsJetStreamConstants.EXPECTED_LAST_SUB_SEQ_HDR, Long.toString(publish.expectedLast()));
        }
    }

    private void tellFailure(Publish publish, Throwable failure, Certainty certainty) {
        mailbox.tell(new BrokerOutcome.PublishFailed(publish.request(), NatsCauses.of(failure), certainty));
    }
}
