package dev.ackademy.connect.nats;

import dev.ackademy.connect.WireMessage;
import dev.ackademy.connect.fault.Conversation;
import dev.ackademy.connect.fault.Frame;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// One connection of NATS' protocol: knows the client's subscriptions and which reply subject belongs to which request.
final class NatsConversation implements Conversation {
    static final Map<String, String> ERRORS = Map.of(
            "UNAVAILABLE",
                    "\"code\":503,\"err_code\":10008,\"description\":\"JetStream system temporarily unavailable\"",
            "MAXIMUM_MESSAGES_EXCEEDED",
                    "\"code\":503,\"err_code\":10077,\"description\":\"maximum messages exceeded\"");

    private static final int LINE_BYTES_MAX = 1 << 20;
    private static final int PAYLOAD_BYTES_MAX = 64 << 20;
    private static final int REPLIES_KEPT_MAX = 10_000;

    private final Map<String, String> subscriptions = new LinkedHashMap<>();
    private final Map<String, String> kindByReply = latest();
    private final Map<String, List<String>> carriedByReply = latest();

    private static <V> Map<String, V> latest() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REPLIES_KEPT_MAX;
            }
        };
    }

    @Override
    public Frame readRequest(InputStream in) throws IOException {
        byte[] line = line(in);
        if (line == null) {
            return null;
        }
        String[] words = words(line);
        String verb = words[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "PUB", "HPUB" -> {
                byte[] whole = withPayload(line, words, in);
                List<String> carried = carried(verb, line, whole);
                yield new Frame(request(verb, words, carried), whole, carried);
            }
            case "SUB" -> subscribed(words, line);
            default -> new Frame(verb, line);
        };
    }

    @Override
    public Frame readResponse(InputStream in) throws IOException {
        byte[] line = line(in);
        if (line == null) {
            return null;
        }
        String[] words = words(line);
        String verb = words[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "MSG", "HMSG" -> {
                byte[] whole = withPayload(line, words, in);
                List<String> own = carried(verb, line, whole);
                yield new Frame(response(verb, words), whole, own.isEmpty() ? carriedByRequest(words[1]) : own);
            }
            default -> new Frame(verb, line);
        };
    }

    @Override
    public void forget(Frame request) {
        // A reply subject that nothing is sent to does no harm.
    }

    @Override
    public synchronized byte[] refusal(Frame request, String error) throws IOException {
        String[] words = words(request.bytes());
        String reply = request.kind().equals("PUBLISH") ? reply(words[0], words) : null;
        if (reply == null) {
            throw new IOException("only a publish that asks for an answer can be refused, not " + request.kind());
        }
        String sid = subscriptions.entrySet().stream()
                .filter(entry -> matches(entry.getValue(), reply))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IOException("the client listens to no answer at " + reply));
        String answer =
                "{\"type\":\"io.nats.jetstream.api.v1.pub_ack_response\",\"error\":{" + ERRORS.get(error) + "}}";
        return "MSG %s %s %d\r\n%s\r\n"
                .formatted(reply, sid, answer.length(), answer)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void closed() {
        // Nothing waits here.
    }

    private synchronized Frame subscribed(String[] words, byte[] line) throws IOException {
        if (words.length < 3) {
            throw new IOException("SUB without subject and id");
        }
        subscriptions.put(words[words.length - 1], words[1]);
        return new Frame("SUB", line);
    }

    /// The operation that the headers of `HPUB` and `HMSG` name.
    private static List<String> carried(String verb, byte[] line, byte[] whole) {
        if (!verb.startsWith("H")) {
            return List.of();
        }
        String[] headers = new String(whole, line.length, whole.length - line.length, StandardCharsets.UTF_8)
                .split("\r\n\r\n", 2)[0].split("\r\n");
        String operation = WireMessage.operation(name -> Stream.of(headers)
                .filter(header -> header.startsWith(name + ":"))
                .map(header -> header.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null));
        return operation == null ? List.of() : List.of(operation);
    }

    private synchronized List<String> carriedByRequest(String reply) {
        return carriedByReply.getOrDefault(reply, List.of());
    }

    private synchronized String request(String verb, String[] words, List<String> carried) throws IOException {
        if (words.length < 3) {
            throw new IOException(verb + " without subject and length");
        }
        String subject = words[1];
        String kind = subject.startsWith("$JS.ACK.")
                ? "ACK"
                : subject.startsWith("$JS.API.CONSUMER.MSG.NEXT.")
                        ? "PULL"
                        : subject.startsWith("$JS.API.") ? api(subject) : "PUBLISH";
        String reply = reply(verb, words);
        if (reply != null) {
            kindByReply.put(reply, kind);
            carriedByReply.put(reply, carried);
        }
        return kind;
    }

    /// `API STREAM.INFO`: the words of the request, without the names that follow them.
    private static String api(String subject) {
        StringBuilder words = new StringBuilder();
        for (String word : subject.substring("$JS.API.".length()).split("\\.")) {
            if (!word.matches("[A-Z]+")) {
                break;
            }
            words.append(words.isEmpty() ? "" : ".").append(word);
        }
        return "API " + words;
    }

    private synchronized String response(String verb, String[] words) throws IOException {
        int lengths = verb.equals("HMSG") ? 2 : 1;
        if (words.length < 3 + lengths) {
            throw new IOException(verb + " without subject, id and length");
        }
        boolean fromConsumer = words.length > 3 + lengths && words[3].startsWith("$JS.ACK.");
        return fromConsumer ? "DELIVERY" : kindByReply.getOrDefault(words[1], "MESSAGE");
    }

    /// `PUB subject [reply] bytes`, `HPUB subject [reply] header-bytes bytes`.
    private static String reply(String verb, String[] words) {
        int withReply = verb.equalsIgnoreCase("HPUB") ? 5 : 4;
        return words.length >= withReply ? words[2] : null;
    }

    private static boolean matches(String pattern, String subject) {
        String[] wanted = pattern.split("\\.");
        String[] tokens = subject.split("\\.");
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals(">")) {
                return tokens.length > i;
            }
            if (i >= tokens.length || !wanted[i].equals("*") && !wanted[i].equals(tokens[i])) {
                return false;
            }
        }
        return wanted.length == tokens.length;
    }

    private static byte[] withPayload(byte[] line, String[] words, InputStream in) throws IOException {
        int bytes = length(words[words.length - 1]) + 2;
        byte[] payload = in.readNBytes(bytes);
        if (payload.length < bytes) {
            throw new EOFException("the connection ended inside a payload");
        }
        byte[] whole = new byte[line.length + bytes];
        System.arraycopy(line, 0, whole, 0, line.length);
        System.arraycopy(payload, 0, whole, line.length, bytes);
        return whole;
    }

    private static int length(String word) throws IOException {
        try {
            int bytes = Integer.parseInt(word);
            if (bytes >= 0 && bytes <= PAYLOAD_BYTES_MAX) {
                return bytes;
            }
        } catch (NumberFormatException notANumber) {
            // Told below.
        }
        throw new IOException("a payload of '%s' bytes; at most %d are possible".formatted(word, PAYLOAD_BYTES_MAX));
    }

    private static String[] words(byte[] line) {
        int end = 0;
        while (end < line.length && line[end] != '\r' && line[end] != '\n') {
            end++;
        }
        return new String(line, 0, end, StandardCharsets.UTF_8).strip().split("\\s+");
    }

    /// The line with its end, or null where the stream ends before it.
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int read = in.read();
        while (read >= 0) {
            line.write(read);
            if (read == '\n') {
                return line.toByteArray();
            }
            if (line.size() > LINE_BYTES_MAX) {
                throw new IOException("a line of more than %d bytes".formatted(LINE_BYTES_MAX));
            }
            read = in.read();
        }
        if (line.size() > 0) {
            throw new EOFException("the connection ended inside a line");
        }
        return null;
    }
}
