package dev.ackademy.lessons;

import java.util.List;

/// Scenarios of one subject.
///
/// @param title    `Order`
/// @param subtitle what it comes down to: `Who came first`
/// @param lessons  in the order in which they are taken, at least one
public record Chapter(String title, String subtitle, List<Lesson> lessons) {

    public Chapter {
        lessons = List.copyOf(lessons);
    }
}
