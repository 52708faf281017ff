package dev.ackademy.lessons;

import java.util.List;

/// Lessons that somebody has added, from one file.
///
/// @param name    of the file, without `.zip`
/// @param lessons in the order of their numbers, at least one
public record Pack(String name, List<Lesson> lessons) {

    public Pack {
        lessons = List.copyOf(lessons);
    }
}
