package dev.ackademy.core.trace;

import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.model.Opaque;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Writes a recording while the run goes on: a header, one line an entry, a footer, the sum of all that. The same
/// entries give the same bytes on every computer. What was written reaches the file every few entries, so that a
/// process killed half way leaves a file that opens and holds a prefix.
public final class RecordingWriter implements AutoCloseable {

    private static final int ENTRIES_BETWEEN_FLUSHES = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .rootValueSeparator("")
            .build();

    private final String file;
    private final Summed out;
    private final JsonGenerator json;
    private final TraceEntry.Origin origin;
    private int entries;
    private boolean finished;

    private RecordingWriter(String file, OutputStream out, RecordingHeader header) {
        this.file = file;
        this.out = new Summed(out);
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), this.out);
        this.origin = header.origin();
        guarded(() -> {
            header(header);
            json.flush();
        });
    }

    /// Begins a recording, in place of what the file held before.
    public static RecordingWriter to(Path file, RecordingHeader header) {
        try {
            return new RecordingWriter(file.toString(), Files.newOutputStream(file), header);
        } catch (IOException e) {
            throw unwritable(file.toString(), e);
        }
    }

    /// Begins a recording that goes elsewhere than into a file; `name` is for messages.
    public static RecordingWriter to(OutputStream out, String name, RecordingHeader header) {
        return new RecordingWriter(name, out, header);
    }

    public void add(TraceEntry entry) {
        guarded(() -> {
            entry(entry);
            entries++;
            if (entries % ENTRIES_BETWEEN_FLUSHES == 0) {
                json.flush();
            }
        });
    }

    /// Lets what was added so far reach the file; for runs that wait on real servers.
    public void flush() {
        guarded(json::flush);
    }

    /// Writes the footer. Without it the recording counts as broken off.
    public void finish(RecordingEnd end) {
        guarded(() -> {
            footer(end);
            json.flush();
            String sum = out.sum.value().toString();
            json.writeStartObject();
            json.writeStringProperty("sum", sum);
            endLine();
            json.flush();
        });
        finished = true;
    }

    public boolean finished() {
        return finished;
    }

    @Override
    public void close() {
        guarded(json::close);
    }

    private void header(RecordingHeader header) {
        json.writeStartObject();
        json.writeStringProperty("ackademy", "recording");
        json.writeStringProperty("format", RecordingHeader.MAJOR + "." + RecordingHeader.MINOR);
        json.writeStringProperty("engine", header.engine());
        json.writeStringProperty("origin", Values.word(header.origin()));
        json.writeStringProperty("clock", header.clock());
        json.writeNumberProperty("seed", header.seed());
        json.writeObjectPropertyStart("choices");
        for (Map.Entry<String, Integer> choice : header.choices().entrySet()) {
            json.writeNumberProperty(choice.getKey(), choice.getValue());
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("nodes");
        for (NodeName node : header.nodes()) {
            json.writeStartObject();
            json.writeStringProperty("name", node.name());
            json.writeStringProperty("role", Values.word(node.role()));
            json.writeStringProperty("deployment", node.deployment());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("scenario", header.scenario());
        endLine();
    }

    private void entry(TraceEntry entry) {
        json.writeStartObject();
        json.writeNumberProperty("n", entry.n());
        json.writeNumberProperty("at", entry.at());
        json.writeNumberProperty("node", entry.node());
        json.writeNumberProperty("incarnation", entry.incarnation());
        if (entry.lane() >= 0) {
            json.writeNumberProperty("lane", entry.lane());
        }
        json.writeStringProperty("kind", entry.kind());
        json.writeName("fields");
        if (entry.event() instanceof Opaque opaque) {
            json.writeRawValue(opaque.json());
        } else {
            EventKinds.of(entry.event()).shape().write(entry.event(), json);
        }
        if (entry.causes().length > 0) {
            json.writeName("causes");
            json.writeArray(entry.causes(), 0, entry.causes().length);
        }
        if (entry.choice() != null) {
            json.writeStringProperty("choice", entry.choice());
        }
        if (entry.origin() != origin) {
            json.writeStringProperty("origin", Values.word(entry.origin()));
        }
        endLine();
    }

    private void footer(RecordingEnd end) {
        json.writeStartObject();
        json.writeStringProperty("end", end.end().word());
        json.writeStringProperty("waiting", end.waiting());
        json.writeStringProperty("limit", end.limit());
        json.writeNumberProperty("entries", entries);
        json.writeBooleanProperty("kept", end.kept());
        json.writeNumberProperty("events", end.events());
        json.writeNumberProperty("virtualMicros", end.virtualMicros());
        json.writeStringProperty("digest", end.digest());
        endLine();
    }

    private void endLine() {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void guarded(Runnable writing) {
        try {
            writing.run();
        } catch (JacksonException e) {
            throw unwritable(file, e);
        }
    }

    private static RecordingRefused unwritable(String file, Exception e) {
        return new RecordingRefused(
                file,
                0,
                "the recording cannot be written: " + e.getMessage() + ".",
                "Free some space or choose another place.");
    }

    /// Passes bytes on and sums them up.
    private static final class Summed extends OutputStream {

        private final OutputStream to;
        private final Digest128.Running sum = new Digest128.Running();

        Summed(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            sum.add(bytes, from, count);
            to.write(bytes, from, count);
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() throws IOException {
            to.close();
        }
    }
}
