package dev.ackademy.core.node.store;

import java.util.SortedMap;

/// A database, resolved.
///
/// @param tables            the rule of each table
/// @param takesMicros       time of one statement, before a write's own
/// @param idleSessionMicros an open session whose caller cannot be heard is rolled back after this time, 0 for never
public record DatabaseSettings(SortedMap<String, WriteRule> tables, long takesMicros, long idleSessionMicros) {}
