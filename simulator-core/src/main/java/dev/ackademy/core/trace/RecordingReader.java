package dev.ackademy.core.trace;

import dev.ackademy.core.model.RunEnd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;

/// Reads recordings, which anybody may hand us: every line is checked, sizes are limited, and what does not fit is
/// refused with its line. A recording that breaks off is refused by [#read] and given as a prefix by [#readPrefix].
public final class RecordingReader {

    /// A program that understands more entries than this needs more memory than a computer at hand has.
    public static final int MOST_ENTRIES = 1_000_000;

    private final String file;
    private final Lines lines;
    private final JsonFactory json = JsonLine.factory();
    private final Shared shared = new Shared();
    private final TraceDigest digest = new TraceDigest();
    private final List<TraceEntry> entries = new ArrayList<>();

    private RecordingReader(String file, InputStream in) {
        this.file = file;
        this.lines = new Lines(in);
    }

    /// The whole recording, as a replay needs it.
    public static Recording read(Path file) {
        Recording recording = readPrefix(file);
        if (!recording.whole()) {
            throw new RecordingRefused(
                    file.toString(),
                    0,
                    "the recording breaks off after entry "
                            + recording.trace().entries().size() + ".",
                    "It can still be looked at; to replay it, record the run again.");
        }
        return recording;
    }

    /// What there is: the whole recording, or its entries up to where it breaks off.
    public static Recording readPrefix(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw new RecordingRefused(
                    file.toString(),
                    0,
                    "the recording cannot be read: " + problem(e) + ".",
                    "Check its name and permissions.");
        }
    }

    /// The same from elsewhere than a file; `name` is for messages.
    public static Recording read(String name, InputStream in) throws IOException {
        RecordingReader reader = new RecordingReader(name, in);
        try {
            return reader.recording();
        } catch (BadLine e) {
            throw reader.refused(e.getMessage());
        } catch (JacksonException e) {
            throw reader.refused(
                    "this is not the JSON of a recording: " + BadLine.harmless(e.getOriginalMessage(), 120) + ".");
        }
    }

    private Recording recording() throws IOException {
        if (!lines.next()) {
            throw new BadLine("the file is empty.");
        }
        RecordingText text = new RecordingText(json, shared);
        RecordingHeader header = text.header(lines.bytes(), lines.length());
        if (!lines.whole()) {
            return prefix(header);
        }
        lines.sumUp();
        while (lines.next() && lines.whole()) {
            if (RecordingText.isFooter(lines.bytes(), lines.length())) {
                return ended(header, text);
            }
            if (entries.size() == MOST_ENTRIES) {
                throw new BadLine("there are more than " + MOST_ENTRIES + " entries.");
            }
            TraceEntry entry = text.entry(lines.bytes(), lines.length());
            follows(entry, header);
            digest.add(entry);
            entries.add(entry);
            lines.sumUp();
        }
        return prefix(header);
    }

    private void follows(TraceEntry entry, RecordingHeader header) {
        if (entry.n() != entries.size() + 1) {
            throw new BadLine("entry " + entry.n() + " stands where entry " + (entries.size() + 1) + " should.");
        }
        if (entry.node() < -1 || entry.node() >= header.nodes().size()) {
            throw new BadLine("there is no node " + entry.node() + ".");
        }
        for (int cause : entry.causes()) {
            if (cause < 0 || cause >= entry.n()) {
                throw new BadLine("entry " + entry.n() + " cannot be caused by entry " + cause + ".");
            }
        }
    }

    /// The footer is in hand; the sum must follow.
    private Recording ended(RecordingHeader header, RecordingText text) throws IOException {
        RecordingText.Footer footer = text.footer(lines.bytes(), lines.length());
        lines.sumUp();
        String sum = lines.sum();
        if (!lines.next() || !lines.whole()) {
            return prefix(header);
        }
        if (footer.entries() != entries.size()
                || !text.sum(lines.bytes(), lines.length()).equals(sum)) {
            throw new BadLine(
                    "the file was changed or damaged after it was written: its bytes do not add up to its sum.");
        }
        RecordingEnd end = footer.end();
        if (end.kept() && digest.known() && !end.digest().equals(digest.value())) {
            throw new BadLine(
                    "the digest of the entries is " + digest.value() + ", not " + BadLine.quoted(end.digest()) + ".");
        }
        if (lines.next()) {
            throw new BadLine("something stands behind the end of the recording.");
        }
        Trace trace = new Trace(
                header.nodes(),
                header.seed(),
                Collections.unmodifiableList(entries),
                end.kept(),
                end.end(),
                end.waiting(),
                end.limit(),
                end.events(),
                end.virtualMicros(),
                end.digest());
        return new Recording(header, trace, true);
    }

    private Recording prefix(RecordingHeader header) {
        Trace trace = new Trace(
                header.nodes(),
                header.seed(),
                Collections.unmodifiableList(entries),
                false,
                RunEnd.LIMIT,
                "",
                "the recording breaks off after entry " + entries.size(),
                entries.size(),
                entries.isEmpty() ? 0 : entries.getLast().at(),
                digest.value());
        return new Recording(header, trace, false);
    }

    private RecordingRefused refused(String problem) {
        String next = lines.number() > 1 ? "Record the run again." : "Give a file that 'ackademy run --record' wrote.";
        return new RecordingRefused(file, lines.number(), problem, next);
    }

    private static String problem(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : BadLine.harmless(String.valueOf(e.getMessage()), 120);
    }
}
