package dev.ackademy.core.trace;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Opaque;
import dev.ackademy.core.model.RunEnd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/// Understands the three sorts of line. A kind that is not known becomes [Opaque]. A file of a newer minor format may
/// say more of a kind than we know: then that entry becomes opaque too; in a file of our own format it is refused.
final class RecordingText {

    record Footer(RecordingEnd end, int entries) {}

    private static final int[] NONE = {};
    private static final byte[] FOOTER = "{\"end\":".getBytes(StandardCharsets.US_ASCII);
    private static final String[] IN_HEADER = {
        "ackademy", "format", "engine", "origin", "clock", "seed", "choices", "nodes", "scenario"
    };
    private static final String[] IN_NODE = {"name", "role", "deployment"};
    private static final String[] IN_ENTRY = {
        "n", "at", "node", "incarnation", "kind", "fields", "lane", "causes", "choice", "origin"
    };
    private static final String[] IN_FOOTER = {
        "end", "waiting", "limit", "entries", "kept", "events", "virtualMicros", "digest"
    };
    private static final String[] IN_SUM = {"sum"};
    private static final int MOST_NODES = 1_000;
    private static final int MOST_CAUSES = 100_000;

    private final JsonFactory json;
    private final Shared shared;
    private final Value origins = new Values.Word(TraceEntry.Origin.values());
    private TraceEntry.Origin origin;
    private boolean newer;

    RecordingText(JsonFactory json, Shared shared) {
        this.json = json;
        this.shared = shared;
    }

    static boolean isFooter(byte[] line, int length) {
        return length >= FOOTER.length && Arrays.equals(line, 0, FOOTER.length, FOOTER, 0, FOOTER.length);
    }

    RecordingHeader header(byte[] line, int length) {
        String engine = null;
        String clock = null;
        String scenario = null;
        long seed = 0;
        SequencedMap<String, Integer> choices = null;
        List<NodeName> nodes = null;
        Members it = new Members(IN_HEADER, true);
        try (JsonLine in = object(line, 0, length)) {
            for (int place = it.next(in); place >= 0; place = it.next(in)) {
                switch (place) {
                    case 0 -> isRecording(in);
                    case 1 -> format(in.text());
                    case 2 -> engine = in.text();
                    case 3 -> origin = origin(in);
                    case 4 -> clock = in.text();
                    case 5 -> seed = in.wide();
                    case 6 -> choices = choices(in);
                    case 7 -> nodes = nodes(in);
                    default -> scenario = in.text();
                }
            }
            in.end();
        }
        it.need(IN_HEADER.length);
        return new RecordingHeader(engine, scenario, seed, choices, nodes, origin, clock);
    }

    TraceEntry entry(byte[] line, int length) {
        int n = 0;
        long at = 0;
        int node = 0;
        int incarnation = 0;
        int lane = -1;
        String kind = null;
        Event event = null;
        int[] causes = NONE;
        String choice = null;
        TraceEntry.Origin from = origin;
        Members it = new Members(IN_ENTRY, newer);
        try (JsonLine in = object(line, 0, length)) {
            for (int place = it.next(in); place >= 0; place = it.next(in)) {
                switch (place) {
                    case 0 -> n = in.whole();
                    case 1 -> at = in.wide();
                    case 2 -> node = in.whole();
                    case 3 -> incarnation = in.whole();
                    case 4 -> kind = shared.text(in.text());
                    case 5 -> event = event(kind, in);
                    case 6 -> lane = in.whole(0, Integer.MAX_VALUE);
                    case 7 -> causes = causes(in);
                    case 8 -> choice = shared.text(in.text());
                    default -> from = origin(in);
                }
            }
            in.end();
        }
        it.need(6);
        return new TraceEntry(n, at, node, incarnation, lane, event, causes, choice, from);
    }

    Footer footer(byte[] line, int length) {
        RunEnd end = null;
        String waiting = null;
        String limit = null;
        int entries = 0;
        boolean kept = false;
        long events = 0;
        long virtualMicros = 0;
        String digest = null;
        Members it = new Members(IN_FOOTER, newer);
        try (JsonLine in = object(line, 0, length)) {
            for (int place = it.next(in); place >= 0; place = it.next(in)) {
                switch (place) {
                    case 0 -> end = (RunEnd) new Values.Word(RunEnd.values()).read(in);
                    case 1 -> waiting = in.text();
                    case 2 -> limit = in.text();
                    case 3 -> entries = in.whole();
                    case 4 -> kept = in.flag();
                    case 5 -> events = in.wide();
                    case 6 -> virtualMicros = in.wide();
                    default -> digest = in.text();
                }
            }
            in.end();
        }
        it.need(IN_FOOTER.length);
        if (end == null) {
            throw new BadLine("'end' is missing.");
        }
        return new Footer(new RecordingEnd(end, waiting, limit, kept, events, virtualMicros, digest), entries);
    }

    /// The last line: the digest of all bytes before it.
    String sum(byte[] line, int length) {
        String sum = null;
        Members it = new Members(IN_SUM, newer);
        try (JsonLine in = object(line, 0, length)) {
            while (it.next(in) >= 0) {
                sum = in.text();
            }
            in.end();
        }
        it.need(IN_SUM.length);
        return sum;
    }

    private JsonLine object(byte[] line, int from, int to) {
        JsonLine in = new JsonLine(json, line, from, to, shared);
        in.next();
        in.expect(JsonToken.START_OBJECT, "a JSON object");
        return in;
    }

    private Event event(String kind, JsonLine in) {
        if (kind == null) {
            throw new BadLine("'kind' must stand before 'fields'.");
        }
        in.expect(JsonToken.START_OBJECT, "an object");
        EventShape shape = EventKinds.shapeOf(kind);
        if (shape != null && !newer) {
            return (Event) shape.read(in);
        }
        int from = in.begins();
        in.skip();
        int to = in.ended();
        if (shape != null) {
            try (JsonLine again = object(in.bytes(), from, to)) {
                return (Event) shape.read(again);
            } catch (BadLine | JacksonException e) {
                // The newer format says something here that we do not know: the entry is kept as it stands.
            }
        }
        return new Opaque(kind, new String(in.bytes(), from, to - from, StandardCharsets.UTF_8));
    }

    private static void isRecording(JsonLine in) {
        if (!in.text().equals("recording")) {
            throw new BadLine("this is not a recording.");
        }
    }

    private void format(String format) {
        int dot = format.indexOf('.');
        int major = number(format, 0, dot);
        int minor = number(format, dot + 1, format.length());
        if (major > RecordingHeader.MAJOR) {
            throw new BadLine("it has format " + BadLine.harmless(format, 20) + ", which is newer than the format "
                    + RecordingHeader.MAJOR + " that this version reads: a newer Ackademy wrote it.");
        }
        newer = major == RecordingHeader.MAJOR && minor > RecordingHeader.MINOR;
    }

    private static int number(String format, int from, int to) {
        if (to > from && to - from <= 6) {
            int number = 0;
            for (int i = from; i < to; i++) {
                int digit = format.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    throw new BadLine(BadLine.quoted(format) + " is no format (such as 1.0).");
                }
                number = number * 10 + digit;
            }
            return number;
        }
        throw new BadLine(BadLine.quoted(format) + " is no format (such as 1.0).");
    }

    private TraceEntry.Origin origin(JsonLine in) {
        in.expect(JsonToken.VALUE_STRING, "a text");
        return (TraceEntry.Origin) origins.read(in);
    }

    private static SequencedMap<String, Integer> choices(JsonLine in) {
        in.expect(JsonToken.START_OBJECT, "an object");
        SequencedMap<String, Integer> choices = new LinkedHashMap<>();
        while (in.next() != JsonToken.END_OBJECT) {
            String key = in.name();
            in.next();
            if (choices.put(key, in.whole(0, Integer.MAX_VALUE)) != null) {
                throw new BadLine("the choice " + BadLine.quoted(key) + " stands twice.");
            }
        }
        return Collections.unmodifiableSequencedMap(choices);
    }

    private static List<NodeName> nodes(JsonLine in) {
        in.expect(JsonToken.START_ARRAY, "a list");
        List<NodeName> nodes = new ArrayList<>();
        while (in.next() != JsonToken.END_ARRAY) {
            if (nodes.size() == MOST_NODES) {
                throw new BadLine("there are more than " + MOST_NODES + " nodes.");
            }
            nodes.add(node(in));
        }
        return Collections.unmodifiableList(nodes);
    }

    private static NodeName node(JsonLine in) {
        in.expect(JsonToken.START_OBJECT, "an object");
        String name = null;
        NodeName.Role role = null;
        String deployment = null;
        Members it = new Members(IN_NODE, true);
        for (int place = it.next(in); place >= 0; place = it.next(in)) {
            switch (place) {
                case 0 -> name = in.text();
                case 1 -> {
                    in.expect(JsonToken.VALUE_STRING, "a text");
                    role = (NodeName.Role) new Values.Word(NodeName.Role.values()).read(in);
                }
                default -> deployment = in.text();
            }
        }
        it.need(IN_NODE.length);
        return new NodeName(name, role, deployment);
    }

    private static int[] causes(JsonLine in) {
        in.expect(JsonToken.START_ARRAY, "a list");
        int[] causes = new int[2];
        int count = 0;
        while (in.next() != JsonToken.END_ARRAY) {
            if (count == MOST_CAUSES) {
                throw new BadLine("there are more than " + MOST_CAUSES + " causes.");
            }
            if (count == causes.length) {
                causes = Arrays.copyOf(causes, count * 2);
            }
            causes[count++] = in.whole();
        }
        return count == 0 ? NONE : Arrays.copyOf(causes, count);
    }
}
