package dev.ackademy.lessons.script;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a picture shows beyond producer, log, consumer and row. A lesson names what it needs; what an earlier lesson
/// has shown stays.
public enum Machinery {
    ANSWERS,
    COMMITS,
    PARTITIONS,
    GROUP,
    REPLICAS,
    WATERMARK,
    LANES,
    SERVICE,
    TRANSACTION,
    POLICY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Machinery::word).toList();
    }
}
