package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;

/// A produce request without an answer yet, and its batches, one for each partition.
record ProduceUnderWay(@Ident int correlation, int broker, ArrayList<ProducerBatch> batches) {

    ProducerBatch of(TopicPartition partition) {
        for (ProducerBatch batch : batches) {
            if (batch.partition.equals(partition)) {
                return batch;
            }
        }
        return null;
    }
}
