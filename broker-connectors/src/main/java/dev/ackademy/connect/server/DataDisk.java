package dev.ackademy.connect.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The disk that servers of our own keep their data on.
public final class DataDisk {
    /// Less than this and the next segment of a log, or its index, cannot be made.
    private static final long LEAST_BYTES = 64 * 1024;

    private DataDisk() {}

    static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /// @throws BrokerUnavailable where there is no space left
    public static void requireSpace() throws BrokerUnavailable {
        try {
            if (Files.getFileStore(folder()).getUsableSpace() < LEAST_BYTES) {
                throw new BrokerUnavailable(
                        "the disk with the servers' data is full (%s): free some space, or name another folder in TMPDIR"
                                .formatted(folder()));
            }
        } catch (BrokerUnavailable full) {
            throw full;
        } catch (IOException notKnown) {
            // The servers say what they cannot do.
        }
    }
}
