package dev.ackademy.ui.fx.lesson;

import dev.ackademy.lessons.script.Script;
import dev.ackademy.lessons.script.Setting;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.theme.Labels;
import dev.ackademy.ui.fx.theme.Tile;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// The settings that may be changed, what came of the last try, and the hints that were asked for.
record FixStep(LessonViewModel lesson, Pieces pieces) {

    void show() {
        Script script = lesson.script();
        pieces.text(script.section(3));
        pieces.add(Pieces.card(
                "goal", Pieces.head("Goal"), pieces.rich(script.goal().text(), "question")));
        race();
        script.settings().forEach(each -> pieces.add(setting(each)));
        if (!lesson.refused().isEmpty()) {
            pieces.add(Pieces.card("tried", pieces.marked(Glyph.BLOCKED, lesson.refused(), "said")));
        }
        if (lesson.tried() != null) {
            pieces.add(new Result(lesson, pieces).card());
        }
        for (int i = 0; i < lesson.hints().size(); i++) {
            pieces.add(Pieces.card(
                    "hint",
                    Pieces.head("Hint " + (i + 1)),
                    pieces.rich(lesson.hints().get(i), "sub")));
        }
        Button attempt =
                pieces.action(script.goal().breaks() ? "Try to break it" : "Try it", "try", "primary", lesson::tryIt);
        attempt.setDisable(lesson.sets().isEmpty());
        if (lesson.hasHints()) {
            pieces.action("Hint", "hint", "", lesson::hint);
        }
        pieces.action("Show me", "give-up", "ghost", lesson::giveUp);
    }

    private void race() {
        Race race = lesson.raced();
        if (race != null) {
            VBox card = Pieces.card(
                    "hint",
                    Pieces.head("Be quicker than the search"),
                    pieces.rich("It tries one place after the other, one every three seconds.", "sub"),
                    pieces.rich(race.told(), "question"));
            card.setId("race");
            pieces.add(card);
        }
    }

    private VBox setting(Setting setting) {
        VBox box = new VBox(Labels.wrapped(setting.path(), "path"), pieces.rich(setting.text(), "sub"));
        box.getStyleClass().add("lesson-setting");
        boolean inWords =
                setting.options().stream().anyMatch(each -> !each.text().isEmpty());
        if (inWords) {
            for (int i = 0; i < setting.options().size(); i++) {
                box.getChildren().add(worded(setting, i));
            }
        } else {
            box.getChildren().add(values(setting));
        }
        String now = lesson.now(setting);
        if (setting.options().stream().noneMatch(each -> each.value().equals(now))) {
            box.getChildren().add(Labels.wrapped("Now: " + (now.isEmpty() ? "not set" : now), "muted"));
        }
        return box;
    }

    private Tile worded(Setting setting, int place) {
        Setting.Option each = setting.options().get(place);
        boolean on = each.value().equals(lesson.value(setting));
        String id = "set-" + setting.path() + "-" + (place + 1);
        return Pieces.option(id, each.text(), on, () -> lesson.choose(setting, each.value()), null);
    }

    private FlowPane values(Setting setting) {
        FlowPane row = new FlowPane(6, 6);
        for (Setting.Option each : setting.options()) {
            boolean on = each.value().equals(lesson.value(setting));
            boolean now = each.value().equals(lesson.now(setting));
            ToggleButton button = new ToggleButton(each.value() + (now ? "  now" : ""));
            button.getStyleClass().setAll("value-choice");
            button.setId("set-" + setting.path() + "-" + each.value());
            button.setAccessibleText(setting.path() + " " + each.value() + (now ? ", as it is now" : ""));
            button.setSelected(on);
            button.setOnAction(_ -> lesson.choose(setting, each.value()));
            row.getChildren().add(button);
        }
        return row;
    }
}
