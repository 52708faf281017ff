package dev.ackademy.core.model;

import java.util.SortedMap;

/// A row of a table: the version that wrote it last, its fields, and the source's time stamp of that version (µs).
/// `deleted` rows stay as tombstones so that a version check still sees them.
public record Row(int version, SortedMap<String, String> fields, boolean deleted, long sourceMicros) {}
