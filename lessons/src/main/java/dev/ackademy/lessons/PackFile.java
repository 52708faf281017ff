package dev.ackademy.lessons;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// Reads a zip file of lessons that nobody vouches for: texts by path, and nothing else. Sizes are counted while they
/// are read; what the file says about itself is not believed.
final class PackFile {

    static final int MOST_BYTES = 5 * 1024 * 1024;
    static final int MOST_ENTRIES = 200;
    static final int LONGEST_TEXT = 256 * 1024;
    static final int MOST_TEXT = 4 * 1024 * 1024;

    /// Times its packed size that a file may grow to; text is packed about five times.
    static final int MOST_RATIO = 100;

    /// What a pack may hold.
    static final String FILES = "[0-9]{2,3}-[a-z0-9-]{1,60}/(lesson\\.md|scenario\\.yaml)";

    private static final String FOLDERS = "[0-9]{2,3}-[a-z0-9-]{1,60}/";

    private final TreeMap<String, String> texts = new TreeMap<>();
    private final long packed;
    private int entries;
    private long total;

    private PackFile(long packed) {
        this.packed = packed;
    }

    /// The texts by path: `01-my-lesson/lesson.md`.
    static TreeMap<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new PackRefused("there is no file " + file + ".");
        }
        try {
            PackFile pack = new PackFile(Files.size(file));
            if (pack.packed > MOST_BYTES) {
                throw new PackRefused(file + " is larger than 5 MiB, the limit of a pack.");
            }
            try (InputStream in = Files.newInputStream(file);
                    ZipInputStream zip = new ZipInputStream(in)) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    pack.add(entry.getName(), zip);
                }
            }
            if (pack.texts.isEmpty()) {
                throw new PackRefused(
                        file + " has no lesson in it. A pack holds folders NN-name with lesson.md and scenario.yaml.");
            }
            return pack.texts;
        } catch (ZipException _) {
            throw new PackRefused(file + " is no zip file that can be read to its end.");
        } catch (IOException unreadable) {
            throw new PackRefused(file + " cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    private void add(String name, InputStream in) throws IOException {
        entries++;
        if (entries > MOST_ENTRIES) {
            throw new PackRefused("the pack has more than " + MOST_ENTRIES + " files.");
        }
        if (!name.matches(FILES) && !name.matches(FOLDERS)) {
            throw new PackRefused("the pack holds '" + name.substring(0, Math.min(80, name.length()))
                    + "'. It may hold NN-name/lesson.md and NN-name/scenario.yaml, and nothing else.");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            bytes.write(some, 0, read);
            total += read;
            if (bytes.size() > LONGEST_TEXT || total > MOST_TEXT || total > packed * MOST_RATIO) {
                throw new PackRefused("'" + name + "' unpacks to more than the text of a lesson can be.");
            }
        }
        if (!name.endsWith("/") && texts.put(name, text(name, bytes.toByteArray())) != null) {
            throw new PackRefused("the pack holds '" + name + "' twice.");
        }
    }

    private static String text(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new PackRefused("'" + name + "' is not text in UTF-8.");
        }
    }
}
