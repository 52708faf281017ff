package dev.ackademy.core;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the core must not do, one offence a method, for [DeterminismBansTest] to catch. Never run.
final class Offences {

    private Offences() {}

    static final class WallClock {
        long millis() {
            return System.currentTimeMillis();
        }

        Supplier<Long> nanosByReference() {
            return System::nanoTime;
        }

        Object instant() {
            return Instant.now();
        }

        Object date() {
            return LocalDate.now();
        }

        Object clock() {
            return Clock.systemUTC();
        }
    }

    static final class Chance {
        int random() {
            return new Random(1).nextInt();
        }

        int splittable() {
            return new SplittableRandom(1).nextInt();
        }
    }

    static final class ChanceCalls {
        double random() {
            return Math.random();
        }

        Object uuid() {
            return UUID.randomUUID();
        }

        void shuffled(List<String> list) {
            Collections.shuffle(list);
        }
    }

    static final class Threads {
        void thread() {
            Thread.onSpinWait();
        }

        Object executor() {
            return Executors.newCachedThreadPool();
        }

        Object future() {
            return new CompletableFuture<String>();
        }
    }

    static final class ParallelStreams {
        Object parallelStream(List<String> list) {
            return list.parallelStream();
        }

        Object parallel(Stream<String> stream) {
            return stream.parallel();
        }
    }

    static final class HashOrder {
        Object map() {
            return new HashMap<String, String>();
        }

        Object sized() {
            return HashMap.newHashMap(3);
        }

        Supplier<Set<String>> setByReference() {
            return HashSet::new;
        }

        Object identity() {
            return new IdentityHashMap<String, String>();
        }

        Object concurrent() {
            return new ConcurrentHashMap<String, String>();
        }
    }

    static final class ImmutableOrder {
        Object map() {
            return Map.of("a", 1, "b", 2);
        }

        Object mapCopy(Map<String, String> map) {
            return Map.copyOf(map);
        }

        Object set() {
            return Set.of("a", "b");
        }

        Function<List<String>, Set<String>> setByReference() {
            return Set::copyOf;
        }
    }

    static final class CollectedHashes {
        Object set(Stream<String> stream) {
            return stream.collect(Collectors.toSet());
        }

        Object map(Stream<String> stream) {
            return stream.collect(Collectors.toMap(word -> word, String::length));
        }

        Object groups(Stream<String> stream) {
            return stream.collect(Collectors.groupingBy(String::length));
        }
    }

    static final class Identity {
        int address(Object object) {
            return System.identityHashCode(object);
        }
    }

    static final class Computer {
        int cpus() {
            return Runtime.getRuntime().availableProcessors();
        }

        String environment() {
            return System.getenv("HOME");
        }

        Object language() {
            return Locale.getDefault();
        }

        Object zone() {
            return ZoneId.systemDefault();
        }
    }

    static final class Language {
        String format(int number) {
            return String.format("%d", number);
        }

        String formatted(int number) {
            return "%d".formatted(number);
        }

        String lower(String text) {
            return text.toLowerCase();
        }
    }

    static final class FolderOrder {
        Object list(Path folder) throws Exception {
            return Files.list(folder);
        }

        Object files(File folder) {
            return new ArrayList<>(List.of(folder.listFiles()));
        }
    }
}
