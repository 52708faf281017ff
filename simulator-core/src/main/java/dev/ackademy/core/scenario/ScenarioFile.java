package dev.ackademy.core.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads scenario files (YAML, and so JSON). Everything that cannot be read is refused with [ScenarioRefused]; nothing
/// else is thrown.
public final class ScenarioFile {

    private ScenarioFile() {}

    /// The scenario of the file, without a variant.
    public static Scenario read(Path file) {
        return read(file, "", List.of()).scenario();
    }

    /// @param variant name of a variant of the file, empty for none
    /// @param sets    `path=value`, applied in order after the variant; the value is YAML
    public static Resolved read(Path file, String variant, List<String> sets) {
        return parse(text(file), name(file), variant, sets);
    }

    /// @param name what the text is called in errors and origins
    public static Resolved parse(String text, String name) {
        return parse(text, name, "", List.of());
    }

    public static Resolved parse(String text, String name, String variant, List<String> sets) {
        return Resolution.of(YamlText.file(name, text), variant, sets);
    }

    /// The resolved scenario as YAML that reads back as an equal scenario, every default written out,
    /// without variants.
    public static String write(Resolved resolved) {
        return YamlOut.write(resolved.tree());
    }

    /// The scenario's own faults, a line of YAML each, every default written out: `{cut: {request:
    /// produce}}`.
    public static List<String> faults(Resolved resolved) {
        return new Values(resolved.tree())
                .list("faults").stream().map(YamlOut::inLine).toList();
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }

    private static String text(Path file) {
        Place place = new Place(file.toString(), 0, 0);
        if (!Files.exists(file)) {
            throw new ScenarioRefused(place, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new ScenarioRefused(place, "is a folder; name the scenario file in it");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(YamlText.MOST_BYTES + 1);
        } catch (IOException unreadable) {
            throw new ScenarioRefused(place, "cannot be read: " + unreadable.getMessage());
        }
        if (bytes.length > YamlText.MOST_BYTES) {
            throw new ScenarioRefused(
                    place, "the file is larger than 1 MiB (1,048,576 bytes), the limit of a scenario");
        }
        return decoded(bytes, file);
    }

    private static String decoded(byte[] bytes, Path file) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), text, true);
        String read = text.flip().toString();
        if (result.isError()) {
            int line = (int) read.chars().filter(c -> c == '\n').count() + 1;
            Place place = new Place(name(file), line, read.length() - read.lastIndexOf('\n'));
            throw new ScenarioRefused(
                    place, "a byte that is not UTF-8: this is a binary file, or text in another encoding");
        }
        return read;
    }
}
