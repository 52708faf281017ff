package dev.ackademy.core.check;

import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.Arrays;
import java.util.Collection;

/// Takes what checkers remember of a story, without numbers of entries and without times, and sums it up in a digest.
final class Recollection {

    private byte[] bytes = new byte[1024];
    private int size;

    Recollection number(long value) {
        if (size + 8 > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        for (int b = 0; b < 8; b++) {
            bytes[size++] = (byte) (value >>> 8 * b);
        }
        return this;
    }

    Recollection flag(boolean value) {
        return number(value ? 1 : 0);
    }

    Recollection text(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return number(text.length()).number(hash);
    }

    /// Null is allowed.
    Recollection operation(Operation operation) {
        return operation == null
                ? number(-1)
                : text(operation.key())
                        .number(operation.version() * 8L + operation.kind().ordinal());
    }

    Recollection operations(Collection<Operation> operations) {
        number(operations.size());
        operations.forEach(this::operation);
        return this;
    }

    Recollection partition(TopicPartition partition) {
        return text(partition.topic()).number(partition.partition());
    }

    /// All of it, in order.
    Recollection story(Trace trace) {
        for (TraceEntry entry : trace.entries()) {
            number(entry.node()).text(entry.event().toString());
        }
        return this;
    }

    Digest128 digest() {
        return Digest128.of(bytes, 0, size);
    }
}
