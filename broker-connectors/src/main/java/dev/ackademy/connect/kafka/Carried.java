package dev.ackademy.connect.kafka;

import dev.ackademy.connect.WireMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.Records;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ResponseHeader;

/// Which operations a message of the protocol carries, read from the headers of its records; nothing of records that
/// are not ours.
final class Carried {
    private Carried() {}

    static List<String> by(ProduceRequest request) {
        List<String> carried = new ArrayList<>();
        request.data()
                .topicData()
                .forEach(topic -> topic.partitionData().forEach(partition -> add(carried, partition.records())));
        return List.copyOf(carried);
    }

    /// @param answer of a fetch, from its header on
    static List<String> by(ByteBuffer answer, short version) {
        ResponseHeader.parse(answer, ApiKeys.FETCH.responseHeaderVersion(version));
        List<String> carried = new ArrayList<>();
        FetchResponse.parse(new ByteBufferAccessor(answer), version)
                .data()
                .responses()
                .forEach(topic -> topic.partitions().forEach(partition -> add(carried, partition.records())));
        return List.copyOf(carried);
    }

    private static void add(List<String> carried, BaseRecords records) {
        if (records instanceof Records all) {
            for (Record record : all.records()) {
                String operation = WireMessage.operation(name -> value(record, name));
                if (operation != null) {
                    carried.add(operation);
                }
            }
        }
    }

    private static String value(Record record, String name) {
        for (Header header : record.headers()) {
            if (header.key().equals(name)) {
                return new String(header.value(), java.nio.charset.StandardCharsets.US_ASCII);
            }
        }
        return null;
    }
}
