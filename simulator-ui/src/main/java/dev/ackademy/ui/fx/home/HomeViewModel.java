package dev.ackademy.ui.fx.home;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.ui.fx.recipe.Description;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.run.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The catalogue as cards.
public final class HomeViewModel {

    /// @param shows what can be seen in it; null where nothing goes wrong
    public record Card(int number, String title, String about, AnomalyWords shows, Recipe recipe) {

        boolean matches(String words) {
            String all = (title + " " + about + " " + (shows == null ? "" : shows.title())).toLowerCase(Locale.ROOT);
            return java.util.Arrays.stream(
                            words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .allMatch(all::contains);
        }
    }

    private final List<Card> cards;

    public HomeViewModel(List<Lesson> lessons) {
        List<Card> all = new ArrayList<>();
        for (Lesson lesson : lessons) {
            all.add(card(lesson));
        }
        cards = List.copyOf(all);
    }

    private static Card card(Lesson lesson) {
        Recipe recipe = new Recipe(lesson.name(), lesson.scenario());
        String about = Description.of(lesson.scenario());
        try {
            Scenario scenario =
                    ScenarioFile.parse(lesson.scenario(), "scenario.yaml").scenario();
            Guarantee first = scenario.shows().stream()
                    .map(Anomaly::guarantee)
                    .findFirst()
                    .orElse(null);
            return new Card(
                    lesson.number(), scenario.title(), about, first == null ? null : AnomalyWords.of(first), recipe);
        } catch (ScenarioRefused refused) {
            return new Card(lesson.number(), lesson.slug(), refused.getMessage(), null, recipe);
        }
    }

    public List<Card> cards() {
        return cards;
    }

    /// Cards in which every word is found.
    public List<Card> found(String words) {
        return words.isBlank()
                ? cards
                : cards.stream().filter(card -> card.matches(words)).toList();
    }
}
