package dev.ackademy.lessons;

import dev.ackademy.lessons.play.Stage;
import java.util.Locale;

/// A failure as it was reported, with the scenario that shows it.
///
/// @param number that commands take, from 1
/// @param slug   its folder's name behind the number
/// @param basis  name of the shipped scenario that is played, empty where it has one of its own
/// @param stage  what is played, as it was recorded
/// @param text   of its `incident.md`
public record Incident(int number, String slug, String basis, Stage stage, String text) {

    /// How many of these words its text has, in any form of letters.
    int hits(Iterable<String> words) {
        String all = text.toLowerCase(Locale.ROOT);
        int hits = 0;
        for (String word : words) {
            hits += all.contains(word.toLowerCase(Locale.ROOT)) ? 1 : 0;
        }
        return hits;
    }
}
