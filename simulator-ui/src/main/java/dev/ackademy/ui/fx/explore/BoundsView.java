package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How far the search goes, what counts as broken, and which variant of the scenario is searched.
final class BoundsView extends VBox {

    private final ExploreViewModel explore;

    BoundsView(ExploreViewModel explore) {
        super(14);
        this.explore = explore;
        setId("bounds-card");
        getStyleClass().add("card");
    }

    void refresh() {
        Bounds bounds = explore.boundsProperty().get();
        HBox numbers = new HBox(
                24,
                stepper("faults", "Faults", "in one run, at most", bounds.faults(), explore::faults),
                stepper(
                        "reorderings",
                        "Reorderings",
                        "of events at one node, at most",
                        bounds.reorderings(),
                        explore::reorderings));
        FlowPane guarantees = new FlowPane(6, 6);
        Set<Guarantee> judged = explore.judgedProperty().get();
        guarantees
                .getChildren()
                .add(chip("promised", "What is promised", judged.isEmpty(), () -> explore.judge(Set.of())));
        for (Guarantee guarantee : Guarantee.values()) {
            guarantees
                    .getChildren()
                    .add(chip(guarantee.word(), AnomalyWords.promise(guarantee), judged.contains(guarantee), () -> {
                        EnumSet<Guarantee> next = EnumSet.noneOf(Guarantee.class);
                        next.addAll(judged);
                        if (!next.remove(guarantee)) {
                            next.add(guarantee);
                        }
                        explore.judge(next);
                    }));
        }
        String focused = getScene() == null || getScene().getFocusOwner() == null
                ? null
                : getScene().getFocusOwner().getId();
        getChildren().setAll(numbers, titled("What counts as broken", guarantees));
        if (explore.open().played() != null
                && !explore.open().played().resolved().variants().isEmpty()) {
            FlowPane variants = new FlowPane(6, 6);
            String now = explore.open().recipe().variant();
            variants.getChildren()
                    .add(chip(
                            "variant",
                            "As the file says",
                            now.isEmpty(),
                            () -> explore.open().variant("")));
            for (String name : explore.open().played().resolved().variants()) {
                variants.getChildren()
                        .add(chip(
                                "variant-" + name,
                                name,
                                name.equals(now),
                                () -> explore.open().variant(name)));
            }
            getChildren().add(titled("Variant of the scenario", variants));
        }
        if (focused != null && lookup("#" + focused) != null) {
            lookup("#" + focused).requestFocus();
        }
    }

    private static VBox titled(String title, Region content) {
        Label head = new Label(title);
        head.getStyleClass().add("quiet-head");
        return new VBox(6, head, content);
    }

    private static HBox stepper(String id, String name, String about, int value, IntConsumer set) {
        Button less = round(id + "-less", Glyph.MINUS, "Fewer " + name.toLowerCase(java.util.Locale.ROOT));
        Button more = round(id + "-more", Glyph.PLUS, "More " + name.toLowerCase(java.util.Locale.ROOT));
        less.setDisable(value == 0);
        more.setDisable(value == Bounds.MOST);
        less.setOnAction(_ -> set.accept(value - 1));
        more.setOnAction(_ -> set.accept(value + 1));
        Label number = new Label(Integer.toString(value));
        number.setId(id);
        number.getStyleClass().add("mono-strong");
        number.setMinWidth(18);
        number.setAlignment(Pos.CENTER);
        Label title = new Label(name);
        title.getStyleClass().add("head");
        Label sub = new Label(about);
        sub.getStyleClass().add("muted");
        HBox box = new HBox(8, less, number, more, new VBox(title, sub));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Button round(String id, Glyph glyph, String text) {
        Button button = new Button();
        button.setId(id);
        button.setGraphic(new GlyphIcon(glyph, 13));
        button.getStyleClass().setAll("btn", "small");
        button.setAccessibleText(text);
        return button;
    }

    private static ToggleButton chip(String id, String text, boolean on, Runnable action) {
        ToggleButton chip = new ToggleButton(text);
        chip.setId("bound-" + id);
        chip.getStyleClass().setAll("filter-chip");
        chip.setSelected(on);
        chip.setOnAction(_ -> action.run());
        return chip;
    }
}
