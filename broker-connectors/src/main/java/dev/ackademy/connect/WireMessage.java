package dev.ackademy.connect;

import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A message as it travels through a real broker: the fields of its payload as a JSON object, and headers that say
/// which operation it belongs to, who sent it and why, so that whoever reads it can tell the trace.
///
/// Header values are percent-encoded: NATS knows no line ends in them, and ids are a person's text.
public record WireMessage(SortedMap<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final byte[] UNREADABLE = {(byte) 0xff, (byte) 0xfe};
    private static final String PREFIX = "Ackademy-";

    public static WireMessage of(Message message) {
        SortedMap<String, String> headers = new TreeMap<>();
        put(headers, "Key", message.operation().key());
        put(headers, "Version", Integer.toString(message.operation().version()));
        put(headers, "Operation", message.operation().kind().name());
        put(headers, "Form", message.payload().form().name());
        put(headers, "Source-Micros", Long.toString(message.payload().sourceMicros()));
        put(headers, "Attempt", Integer.toString(message.attempt()));
        put(headers, "Sent-By", message.sentBy());
        put(headers, "Origin-Topic", message.originTopic());
        put(headers, "Cause", Integer.toString(message.cause()));
        boolean unreadable = message.payload().form() == Payload.Form.INVALID;
        byte[] body = unreadable
                ? UNREADABLE
                : JSON.writeValueAsBytes(message.payload().fields());
        return new WireMessage(headers, body);
    }

    /// Writes and reads one, because the first of a JVM takes a second longer than all later ones.
    public static void warmUp() {
        Payload payload = new Payload(Payload.Form.FULL, new TreeMap<>(Map.of("a", "b")), 0);
        of(new Message(new Operation("A", 1, OperationKind.CREATE), payload, 1, "A", null, 0))
                .message();
    }

    /// The operation (`A#2`) that these headers name; null where they are not ours.
    public static String operation(UnaryOperator<String> headers) {
        String key = headers.apply(PREFIX + "Key");
        String version = headers.apply(PREFIX + "Version");
        return key == null || version == null ? null : URLDecoder.decode(key, StandardCharsets.UTF_8) + "#" + version;
    }

    /// @throws IllegalArgumentException when it was not sent by this product: a header is missing or not as
    /// written
    public Message message() {
        Operation operation =
                new Operation(required("Key"), number("Version"), OperationKind.valueOf(required("Operation")));
        Payload.Form form = Payload.Form.valueOf(required("Form"));
        Payload payload = new Payload(form, fields(form), Long.parseLong(required("Source-Micros")));
        return new Message(
                operation, payload, number("Attempt"), value("Sent-By"), value("Origin-Topic"), number("Cause"));
    }

    private SortedMap<String, String> fields(Payload.Form form) {
        if (form == Payload.Form.INVALID) {
            return new TreeMap<>();
        }
        try {
            Map<String, String> read = JSON.readValue(body, new TypeReference<>() {});
            return new TreeMap<>(read);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is no JSON object of texts: " + e.getOriginalMessage(), e);
        }
    }

    private int number(String name) {
        return Integer.parseInt(required(name));
    }

    private String required(String name) {
        String value = value(name);
        if (value == null) {
            throw new IllegalArgumentException("the header " + PREFIX + name + " is missing");
        }
        return value;
    }

    private String value(String name) {
        String value = headers.get(PREFIX + name);
        return value == null ? null : URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private static void put(SortedMap<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(PREFIX + name, URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
