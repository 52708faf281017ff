package dev.ackademy.connect.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Servers and folders that a crash of ours left behind. Each server has a note in the cache folder, written before it
/// is started: who started it, its process and its folder. The next start of anything ends and removes what belongs to
/// a process that is gone, and nothing else: a process is told by its number together with its start time.
final class LeftOvers {
    private static final String PREFIX = "ackademy-";
    private static boolean done;

    private LeftOvers() {}

    /// Once in the life of this JVM.
    static synchronized void removeOnce() {
        if (!done) {
            done = true;
            removeAll();
        }
    }

    static void removeAll() {
        try (Stream<Path> notes = Files.list(CacheFolder.of("servers"))) {
            for (Path note : notes.toList()) {
                List<String> lines = Files.readAllLines(note);
                if (lines.size() == 3 && alive(lines.get(0)).isEmpty()) {
                    alive(lines.get(1)).ifPresent(LeftOvers::end);
                    delete(Path.of(lines.get(2)));
                    Files.deleteIfExists(note);
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            // What cannot be read cannot be known to be ours.
        }
    }

    /// @param process null while there is none
    static void note(Path folder, ProcessHandle process) throws BrokerUnavailable {
        String text = words(ProcessHandle.current()) + "\n" + (process == null ? "none" : words(process)) + "\n"
                + folder + "\n";
        try {
            Files.writeString(noteOf(folder), text);
        } catch (IOException e) {
            throw new BrokerUnavailable(
                    "the cache folder cannot be written (%s): free some space, or name another in ACKADEMY_CACHE"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    static void remove(Path folder) {
        delete(folder);
        try {
            Files.deleteIfExists(noteOf(folder));
        } catch (IOException leftToTheNextStart) {
            // It finds nothing to end.
        }
    }

    private static Path noteOf(Path folder) throws IOException {
        return CacheFolder.of("servers").resolve(folder.getFileName() + ".txt");
    }

    private static String words(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static Optional<ProcessHandle> alive(String words) {
        String pid = words.split(" ")[0];
        return pid.matches("[0-9]{1,18}")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> words(process).equals(words))
                : Optional.empty();
    }

    private static void end(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Only a folder that we could have made.
    private static void delete(Path folder) {
        boolean ours = folder.getFileName().toString().startsWith(PREFIX)
                && folder.toAbsolutePath()
                        .startsWith(
                                Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
        if (!ours || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException leftToTheSystem) {
            folder.toFile().deleteOnExit();
        }
    }
}
