package dev.ackademy.lessons;

/// One folder of the catalogue.
///
/// @param number   where it stands in the course, from 1
/// @param slug     its folder's name behind the number: `fire-and-forget`
/// @param scenario the text of its `scenario.yaml`
public record Lesson(int number, String slug, String scenario) {

    /// The folder's name: `01-fire-and-forget`.
    public String name() {
        return (number < 10 ? "0" : "") + number + "-" + slug;
    }
}
