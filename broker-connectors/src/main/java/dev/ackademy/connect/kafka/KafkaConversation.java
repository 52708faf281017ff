package dev.ackademy.connect.kafka;

import dev.ackademy.connect.fault.Conversation;
import dev.ackademy.connect.fault.Frame;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/// One connection of Kafka's protocol: knows which requests still wait for their answer, in order.
final class KafkaConversation implements Conversation {
    private static final int FRAME_BYTES_MAX = 100 * 1024 * 1024;

    private static final int REQUEST_BYTES_MIN = 8;
    private static final int RESPONSE_BYTES_MIN = 4;

    private record Unanswered(int correlation, String kind, short version, List<String> carried) {}

    private final Deque<Unanswered> unanswered = new ArrayDeque<>();
    private boolean closed;

    @Override
    public Frame readRequest(InputStream in) throws IOException {
        byte[] bytes = read(in, REQUEST_BYTES_MIN);
        if (bytes == null) {
            return null;
        }
        ByteBuffer body = body(bytes);
        String kind = kind(body.getShort(0));
        List<String> carried = List.of();
        boolean answered = true;
        if (body.getShort(0) == ApiKeys.PRODUCE.id) {
            ProduceRequest request = produce(bytes);
            answered = request.acks() != 0;
            carried = Carried.by(request);
        }
        if (answered) {
            synchronized (this) {
                unanswered.addLast(new Unanswered(body.getInt(4), kind, body.getShort(2), carried));
            }
        }
        return new Frame(kind, bytes, carried);
    }

    @Override
    public Frame readResponse(InputStream in) throws IOException {
        byte[] bytes = read(in, RESPONSE_BYTES_MIN);
        if (bytes == null) {
            return null;
        }
        Unanswered request = answers(body(bytes).getInt(0));
        boolean fetch = request.kind().equals(ApiKeys.FETCH.name());
        return new Frame(request.kind(), bytes, fetch ? Carried.by(body(bytes), request.version()) : request.carried());
    }

    @Override
    public synchronized void forget(Frame request) {
        int correlation = body(request.bytes()).getInt(4);
        unanswered.removeIf(waiting -> waiting.correlation() == correlation);
        notifyAll();
    }

    @Override
    public byte[] refusal(Frame request, String error) throws IOException {
        awaitAnswers();
        ByteBuffer body = body(request.bytes());
        RequestHeader header = RequestHeader.parse(body);
        AbstractResponse response = AbstractRequest.parseRequest(
                        header.apiKey(), header.apiVersion(), new ByteBufferAccessor(body))
                .request
                .getErrorResponse(Errors.valueOf(error).exception());
        ResponseHeader head = header.toResponseHeader();
        ByteBuffer answer =
                RequestUtils.serialize(head.data(), head.headerVersion(), response.data(), header.apiVersion());
        return ByteBuffer.allocate(4 + answer.remaining())
                .putInt(answer.remaining())
                .put(answer)
                .array();
    }

    @Override
    public synchronized void closed() {
        closed = true;
        notifyAll();
    }

    private synchronized void awaitAnswers() throws IOException {
        try {
            while (!unanswered.isEmpty() && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while requests were unanswered", e);
        }
    }

    private synchronized Unanswered answers(int correlation) throws IOException {
        Unanswered first = unanswered.pollFirst();
        notifyAll();
        if (first == null || first.correlation() != correlation) {
            throw new IOException("response %d answers no request that is next: %s".formatted(correlation, first));
        }
        return first;
    }

    /// One with acks=0 is the only request without an answer.
    private static ProduceRequest produce(byte[] bytes) {
        ByteBuffer body = body(bytes);
        RequestHeader header = RequestHeader.parse(body);
        return ProduceRequest.parse(new ByteBufferAccessor(body), header.apiVersion());
    }

    private static String kind(short apiKey) throws IOException {
        if (!ApiKeys.hasId(apiKey)) {
            throw new IOException("unknown API key " + apiKey);
        }
        return ApiKeys.forId(apiKey).name();
    }

    private static ByteBuffer body(byte[] frame) {
        return ByteBuffer.wrap(frame, 4, frame.length - 4).slice();
    }

    private static byte[] read(InputStream in, int bytesMin) throws IOException {
        byte[] length = in.readNBytes(4);
        if (length.length == 0) {
            return null;
        }
        if (length.length < 4) {
            throw new EOFException("the connection ended inside a length");
        }
        int bytes = ByteBuffer.wrap(length).getInt();
        if (bytes < bytesMin || bytes > FRAME_BYTES_MAX) {
            throw new IOException("a message of %d bytes; at least %d and at most %d are possible"
                    .formatted(bytes, bytesMin, FRAME_BYTES_MAX));
        }
        byte[] frame = new byte[4 + bytes];
        System.arraycopy(length, 0, frame, 0, 4);
        if (in.readNBytes(frame, 4, bytes) < bytes) {
            throw new EOFException("the connection ended inside a message");
        }
        return frame;
    }
}
