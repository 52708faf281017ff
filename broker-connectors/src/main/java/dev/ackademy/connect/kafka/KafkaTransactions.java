package dev.ackademy.connect.kafka;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;

/// The transactions of one producer. Every call blocks until the coordinator has answered, on the producer's own
/// thread.
final class KafkaTransactions {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Application mailbox;
    private int transactions;

    KafkaTransactions(KafkaProducer<byte[], byte[]> producer, Application mailbox) {
        this.producer = producer;
        this.mailbox = mailbox;
    }

    /// What an earlier producer of the same transactional id left open is aborted by it.
    void init() {
        producer.initTransactions();
    }

    void begin(int request) {
        tried(request, () -> {
            producer.beginTransaction();
            mailbox.tell(new BrokerOutcome.Begun(request, ++transactions));
        });
    }

    void attach(int request, Map<TopicPartition, OffsetAndMetadata> upTo, ConsumerGroupMetadata group) {
        tried(request, () -> {
            producer.sendOffsetsToTransaction(upTo, group);
            mailbox.tell(new BrokerOutcome.Attached(request));
        });
    }

    void commit(int request) {
        tried(request, () -> {
            producer.commitTransaction();
            mailbox.tell(new BrokerOutcome.Committed(request));
        });
    }

    void abort(int request) {
        tried(request, () -> {
            producer.abortTransaction();
            mailbox.tell(new BrokerOutcome.Aborted(request));
        });
    }

    private void tried(int request, Runnable call) {
        try {
            call.run();
        } catch (InterruptException abandoned) {
            // Nobody listens any more.
        } catch (KafkaException | IllegalStateException failure) {
            boolean outdated = failure instanceof CommitFailedException;
            Certainty certainty = failure instanceof TimeoutException ? Certainty.MAYBE_DONE : Certainty.NOT_DONE;
            if (failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException) {
                mailbox.tell(new BrokerOutcome.Fenced(Causes.of(failure)));
            }
            mailbox.tell(new BrokerOutcome.TransactionFailed(request, Causes.of(failure), certainty, outdated));
        }
    }
}
