package dev.ackademy.connect.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Made by kafka-clients: hears of commits that the library makes by itself.
public final class CommitWatch implements ConsumerInterceptor<byte[], byte[]> {
    /// The setting that holds the listener.
    static final String TELLS = "ackademy.commits";

    /// Is told on the consumer's own thread.
    interface Tells {
        void committed(Map<TopicPartition, OffsetAndMetadata> offsets);
    }

    private Tells tells;

    @Override
    public void configure(Map<String, ?> settings) {
        tells = (Tells) settings.get(TELLS);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        tells.committed(offsets);
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
