package dev.ackademy.connect.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a crash of ours leaves behind: a server, its folder, and the note that tells of both.
@DisabledOnOs(OS.WINDOWS)
class LeftOversTest {
    private static final String DEAD = "4000000 2001-01-01T00:00:00Z";

    @Test
    void aServerWhoseStarterIsGoneIsEndedAndItsFolderRemoved() throws Exception {
        Process server = new ProcessBuilder("sleep", "60").start();
        Path folder = folder();
        Path note = note(folder, DEAD, words(server.toHandle()));

        LeftOvers.removeAll();

        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
        assertThat(note).doesNotExist();
    }

    @Test
    void aServerWhoseStarterLivesIsLeftAlone() throws Exception {
        Process server = new ProcessBuilder("sleep", "60").start();
        Path folder = folder();
        Path note = note(folder, words(ProcessHandle.current()), words(server.toHandle()));
        try {
            LeftOvers.removeAll();

            assertThat(server.isAlive()).isTrue();
            assertThat(folder.resolve("data")).exists();
            assertThat(note).exists();
        } finally {
            server.destroyForcibly();
            LeftOvers.remove(folder);
        }
    }

    @Test
    void anotherProcessThatGotTheSameNumberSinceIsNotOurs() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        Path folder = folder();
        note(folder, DEAD, other.pid() + " 2001-01-01T00:00:00Z");
        try {
            LeftOvers.removeAll();

            assertThat(other.isAlive()).isTrue();
            assertThat(folder).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aNoteThatNamesAnyOtherFolderRemovesNothing() throws Exception {
        Path theirs = Files.createTempDirectory("theirs-");
        Path note = CacheFolder.of("servers").resolve("ackademy-forged.txt");
        Files.writeString(note, DEAD + "\nnone\n" + theirs + "\n");
        try {
            LeftOvers.removeAll();

            assertThat(theirs).exists();
        } finally {
            Files.deleteIfExists(note);
            Files.delete(theirs);
        }
    }

    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("ackademy-test-");
        Files.writeString(folder.resolve("data"), "kept");
        return folder;
    }

    private static Path note(Path folder, String starter, String server) throws IOException {
        Path note = CacheFolder.of("servers").resolve(folder.getFileName() + ".txt");
        Files.writeString(note, starter + "\n" + server + "\n" + folder + "\n");
        return note;
    }

    private static String words(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().orElseThrow();
    }
}
