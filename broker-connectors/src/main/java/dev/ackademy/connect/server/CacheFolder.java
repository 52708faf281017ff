package dev.ackademy.connect.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where things that can be made again are kept from one start to the next: `ACKADEMY_CACHE`, else the
/// user's cache folder (`XDG_CACHE_HOME`, `LOCALAPPDATA`, `~/.cache`) with `ackademy` below it.
final class CacheFolder {
    private CacheFolder() {}

    static Path of(String name) throws IOException {
        return Files.createDirectories(root().resolve(name));
    }

    private static Path root() {
        String own = System.getenv("ACKADEMY_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own).toAbsolutePath();
        }
        for (String variable : new String[] {"XDG_CACHE_HOME", "LOCALAPPDATA"}) {
            String folder = System.getenv(variable);
            if (folder != null && !folder.isBlank()) {
                return Path.of(folder, "ackademy").toAbsolutePath();
            }
        }
        return Path.of(System.getProperty("user.home"), ".cache", "ackademy").toAbsolutePath();
    }
}
