package dev.ackademy.core.trace;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// One line of a recording, token by token, with what is expected said in plain words.
final class JsonLine implements AutoCloseable {

    static final int DEEPEST = 16;

    /// A reader's factory: it refuses what is deeper than a recording ever is.
    static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(20)
                        .maxNameLength(1_000)
                        .maxStringLength(Lines.LONGEST_HEADER)
                        .build())
                .build();
    }

    private final JsonParser parser;
    private final Shared shared;
    private final byte[] bytes;

    JsonLine(JsonFactory factory, byte[] bytes, int from, int to, Shared shared) {
        this.parser = factory.createParser(ObjectReadContext.empty(), bytes, from, to - from);
        this.shared = shared;
        this.bytes = bytes;
    }

    Shared shared() {
        return shared;
    }

    JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new BadLine("the line is not a whole JSON object.");
        }
        return token;
    }

    /// Nothing may follow.
    void end() {
        if (parser.nextToken() != null) {
            throw new BadLine("something stands behind the JSON object.");
        }
    }

    void expect(JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw new BadLine(path() + " must be " + what + ".");
        }
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    String name() {
        return parser.currentName();
    }

    /// The name of the field in hand, for messages.
    String path() {
        String name = parser.currentName();
        return name == null ? "the line" : BadLine.quoted(name);
    }

    String text() {
        expect(JsonToken.VALUE_STRING, "a text");
        return parser.getString();
    }

    int whole() {
        long value = wide();
        if (value != (int) value) {
            throw new BadLine(path() + " is out of range.");
        }
        return (int) value;
    }

    /// Up to the given number.
    int whole(int least, int most) {
        int value = whole();
        if (value < least || value > most) {
            throw new BadLine(path() + " is " + value + "; it must be from " + least + " to " + most + ".");
        }
        return value;
    }

    long wide() {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        return parser.getLongValue();
    }

    boolean flag() {
        if (parser.currentToken() != JsonToken.VALUE_TRUE && parser.currentToken() != JsonToken.VALUE_FALSE) {
            throw new BadLine(path() + " must be true or false.");
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    void skip() {
        parser.skipChildren();
    }

    /// Where the value in hand begins; after [#skip] where it ended.
    int begins() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    int ended() {
        return (int) parser.currentLocation().getByteOffset();
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        parser.close();
    }
}
