package dev.ackademy.lessons.script;

/// Where the makers of a real system say it.
///
/// @param link `https://...`
public record Reference(String text, String link) {}
