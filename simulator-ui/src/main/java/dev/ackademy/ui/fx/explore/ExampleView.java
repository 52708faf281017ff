package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.explore.Claim;
import dev.ackademy.core.explore.Closing;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.ui.fx.draw.CanvasPen;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.explore.ExploreViewModel.Opened;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.spacetime.SmallSpaceTime;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Labels;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.fx.verdict.StepRow;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The right panel of the search: the smallest run that shows what the opened cell breaks, what closes it, and every
/// place that shows it.
final class ExampleView extends BorderPane {

    private static final int MOST_PLACES = 40;

    /// Width of the picture, px.
    private static final double PICTURE = 322;

    private final ExploreViewModel explore;
    private final Theme theme;
    private final VBox content = new VBox(10);
    private final Button replay = new Button("Replay on stage");
    private final Button save = new Button("Save as file…");
    private final HBox buttons = new HBox(8, replay, save);
    private boolean unfolded;
    private Runnable saving = () -> {};
    private Runnable showing = () -> {};

    ExampleView(ExploreViewModel explore, Theme theme) {
        this.explore = explore;
        this.theme = theme;
        setId("example");
        getStyleClass().addAll("panel", "right");
        content.getStyleClass().add("example");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        setCenter(scroll);
        replay.setId("replay");
        replay.getStyleClass().setAll("btn", "primary");
        replay.setGraphic(new GlyphIcon(Glyph.PLAY, 14));
        replay.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(replay, Priority.ALWAYS);
        replay.setOnAction(_ -> {
            explore.replay();
            showing.run();
        });
        save.setId("save-example");
        save.getStyleClass().setAll("btn");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(_ -> saving.run());
        buttons.getStyleClass().add("example-buttons");
        setBottom(buttons);
        explore.openedProperty().addListener(_ -> refresh());
        explore.exampleProperty().addListener(_ -> refresh());
        explore.closingsProperty().addListener(_ -> refresh());
        theme.paletteProperty().addListener(_ -> refresh());
        refresh();
    }

    void onReplay(Runnable action) {
        showing = action;
    }

    void onSave(Runnable action) {
        saving = action;
    }

    void refresh() {
        content.getChildren().clear();
        Opened opened = explore.openedProperty().get();
        Example example = explore.exampleProperty().get();
        ExploreView.shows(buttons, example != null && example.saved() != null);
        if (opened == null) {
            nothingOpen();
            return;
        }
        add(Labels.of("Smallest counter-example", "head"));
        Side side = explore.plan().side(opened.spot().policy());
        boolean broken = side.judged().contains(opened.guarantee());
        which(opened);
        if (opened.chosen() < 0) {
            add(wrapped("It is told as soon as every place of this level is finished.", "sub"));
            return;
        }
        if (example == null) {
            add(wrapped("Cutting it down…", "sub"));
        } else {
            told(opened, example, broken);
        }
        if (broken) {
            closing(opened);
        }
        places(opened, side);
        claim(side);
    }

    private void add(Node... nodes) {
        content.getChildren().addAll(nodes);
    }

    private void nothingOpen() {
        add(Labels.of("Smallest counter-example", "head"));
        Plan plan = explore.plan();
        Exploration found = plan == null ? null : plan.atHand().exploration();
        if (found != null
                && found.stopped() == null
                && found.violating(plan.atHand().judged()).isEmpty()) {
            HBox none = new HBox(
                    9, icon(Glyph.OK, 20, "-ak-ok"), wrapped("There is none within these bounds", "example-title"));
            none.getStyleClass().add("kept");
            add(none);
            add(wrapped(found.claim().title(plan.atHand().judged()), "sub"));
            add(wrapped(found.claim().covered(), "muted"));
        } else if (found != null) {
            add(wrapped(found.claim().title(plan.atHand().judged()), "sub"));
        } else {
            add(wrapped(
                    switch (explore.stateProperty().get()) {
                        case READY -> "Press Run to try every place.";
                        case RUNNING, PAUSED -> "None so far.";
                        case DONE, STOPPED -> "None was found.";
                    },
                    "sub"));
        }
        add(wrapped(
                explore.stateProperty().get() == ExploreViewModel.State.READY
                        ? "A place is a moment of the run without faults at which one thing can go wrong. Every one is tried, under each policy; the smallest run that breaks a promise is told here, with what closes it."
                        : "A cell with a mark opens here: the smallest run that shows it.",
                "muted"));
    }

    /// The marks of the opened cell, where it has several.
    private void which(Opened opened) {
        List<Board.Mark> marks =
                explore.boardProperty().get().cell(opened.spot()).marks();
        if (marks.size() < 2) {
            return;
        }
        FlowPane chips = new FlowPane(6, 6);
        for (Board.Mark mark : marks) {
            ToggleButton chip = new ToggleButton(mark.words().title());
            chip.setId("mark-" + mark.guarantee().word());
            chip.getStyleClass().setAll("filter-chip");
            chip.setSelected(mark.guarantee() == opened.guarantee());
            chip.setOnAction(_ -> explore.open(opened.spot(), mark.guarantee()));
            chips.getChildren().add(chip);
        }
        add(chips);
    }

    private void told(Opened opened, Example example, boolean broken) {
        AnomalyWords words = AnomalyWords.of(example.anomaly());
        WhyViewModel.Chain chain = example.chain();
        Label title = wrapped(chain == null ? words.title() : chain.stake(), "example-title");
        HBox head = new HBox(9, icon(words.glyph(), 20, broken ? "-ak-bad-ink" : "-ak-ink"), title);
        head.getStyleClass().add(broken ? "broken" : "allowed");
        HBox.setHgrow(title, Priority.ALWAYS);
        add(head);
        String row = opened.spot().row().isEmpty()
                ? "nothing goes wrong"
                : decapitalised(opened.spot().row());
        add(wrapped(
                Plan.title(opened.spot().policy()) + ", " + row + "."
                        + (chain == null || chain.reason().isEmpty() ? "" : " " + chain.reason()),
                "sub"));
        FlowPane pills = new FlowPane(6, 6);
        pill(pills, Cast.many(example.faults(), "fault"));
        if (example.reorderings() > 0) {
            pill(pills, Cast.many(example.reorderings(), "reordering"));
        }
        pill(pills, Cast.many(example.messages(), "message"));
        pill(pills, example.entries() + " events");
        if (example.entriesWas() > example.entries()) {
            pill(pills, "cut down from " + example.entriesWas());
        }
        add(pills);
        if (!example.saved().minimal()) {
            add(wrapped(Claim.of(example.saved()), "muted"));
        }
        for (String decision : example.decisions()) {
            HBox wrong = new HBox(9, icon(Glyph.HAND, 15, "-ak-ink-2"), wrapped(capitalised(decision) + ".", "sub"));
            wrong.getStyleClass().add("wrong");
            add(wrong);
        }
        if (chain != null) {
            picture(example);
            VBox steps = new VBox();
            steps.setId("example-steps");
            steps.getStyleClass().add("example-steps");
            for (WhyViewModel.Step step : chain.steps()) {
                steps.getChildren().add(StepRow.of(step, chain, example.played().hues(), theme.palette(), () -> {}));
            }
            add(steps);
        }
    }

    private void picture(Example example) {
        SmallSpaceTime drawing = new SmallSpaceTime(example.played(), example.chain());
        if (drawing.height() > 0) {
            Canvas canvas = new Canvas(PICTURE, drawing.height());
            canvas.setId("example-picture");
            drawing.paint(new CanvasPen(canvas.getGraphicsContext2D()), theme.palette(), PICTURE);
            add(canvas);
        }
    }

    private void closing(Opened opened) {
        Closings closings = explore.closingsProperty().get();
        VBox box = new VBox(6);
        box.setId("closing");
        Label head = Labels.of("What closes it", "head");
        head.setGraphic(new GlyphIcon(Glyph.FIX, 15));
        box.getChildren().add(head);
        if (closings == null) {
            Button ask = new Button("Try every single change");
            ask.setId("try-closing");
            ask.getStyleClass().setAll("btn", "small");
            ask.setDisable(explore.plan().side(opened.spot().policy()).exploration() == null);
            ask.setOnAction(_ -> explore.tryClosing());
            box.getChildren().add(ask);
        } else if (closings.tried() == null) {
            Button end = new Button("Stop");
            end.setId("stop-closing");
            end.getStyleClass().setAll("btn", "small");
            end.setOnAction(_ -> explore.stopClosing());
            box.getChildren().addAll(wrapped("Searching within the same bounds with each single change…", "sub"), end);
        } else {
            List<Closing.Tried> closes =
                    closings.tried().stream().filter(Closing.Tried::closes).toList();
            for (Closing.Tried tried : closes) {
                box.getChildren().add(change(tried));
            }
            if (closes.isEmpty()) {
                box.getChildren()
                        .add(wrapped(
                                closings.tried().isEmpty()
                                        ? "There is no single change to try."
                                        : "None of the " + closings.tried().size() + " single changes that were tried.",
                                "sub"));
            }
            List<Closing.Tried> open =
                    closings.tried().stream().filter(each -> !each.closes()).toList();
            if (!open.isEmpty()) {
                box.getChildren().addAll(others(open));
            }
        }
        box.getStyleClass()
                .add(
                        closings != null
                                        && closings.tried() != null
                                        && closings.tried().stream().anyMatch(Closing.Tried::closes)
                                ? "fix"
                                : "card");
        add(box);
    }

    /// What leaves it broken, folded.
    private List<Region> others(List<Closing.Tried> open) {
        VBox others = new VBox(4);
        for (Closing.Tried each : open) {
            others.getChildren()
                    .add(wrapped(
                            ExploreViewModel.words(each)
                                    + (each.still() == 0 ? "" : ": " + Cast.many(each.still(), "place")),
                            "muted"));
        }
        ToggleButton fold = new ToggleButton(
                open.size() == 1 ? "1 other change leaves it broken" : open.size() + " other changes leave it broken");
        fold.setId("other-changes");
        fold.getStyleClass().setAll("btn", "small", "ghost", "fold");
        GlyphIcon arrow = new GlyphIcon(Glyph.CHEVRON, 11);
        fold.setGraphic(arrow);
        fold.selectedProperty().addListener((_, _, on) -> {
            arrow.setRotate(on ? 90 : 0);
            unfolded = on;
            ExploreView.shows(others, on);
        });
        ExploreView.shows(others, unfolded);
        fold.setSelected(unfolded);
        return List.of(fold, others);
    }

    private VBox change(Closing.Tried tried) {
        Label words = wrapped(ExploreViewModel.words(tried), "change-words");
        Label proof = wrapped(
                "Checked exhaustively within these bounds: none of " + Cast.many(tried.places(), "place") + ".", "sub");
        if (!tried.brings().isEmpty()) {
            proof.setText(proof.getText() + " But it brings another: " + AnomalyWords.promises(tried.brings())
                    + (tried.brings().size() == 1 ? " is" : " are") + " promised then, and broken.");
        }
        Button apply = new Button("Apply");
        apply.getStyleClass().setAll("btn", "primary", "small");
        apply.setAccessibleText("Apply " + ExploreViewModel.words(tried));
        apply.setOnAction(_ -> explore.apply(tried));
        VBox box = new VBox(4, words, proof, apply);
        box.getStyleClass().add("change");
        return box;
    }

    private void places(Opened opened, Side side) {
        if (opened.places().size() < 2) {
            return;
        }
        int all = explore.boardProperty().get().cell(opened.spot()).places();
        VBox list = new VBox();
        list.setId("example-places");
        for (int i = 0; i < Math.min(MOST_PLACES, opened.places().size()); i++) {
            int index = i;
            ToggleButton place = new ToggleButton(
                    capitalised(opened.places().get(i).place().decision().words()));
            place.getStyleClass().setAll("row-button");
            place.setWrapText(true);
            place.setSelected(i == opened.chosen());
            place.setOnAction(_ -> explore.choose(index));
            list.getChildren().add(place);
        }
        if (opened.places().size() > MOST_PLACES) {
            list.getChildren().add(wrapped("and " + (opened.places().size() - MOST_PLACES) + " more", "muted"));
        }
        add(Labels.of(opened.places().size() + " of " + Cast.many(all, "place") + " break it", "head"), list);
    }

    /// The claim of a column that is not the scenario as it is; that one's stands above the matrix.
    private void claim(Side side) {
        if (side.atHand || side.exploration() == null) {
            return;
        }
        add(Labels.of("Under " + Plan.title(side.policy).toLowerCase(Locale.ROOT), "head"));
        add(wrapped(side.exploration().claim().title(side.judged()), "sub"));
        add(wrapped(side.exploration().claim().covered(), "muted"));
    }

    private static void pill(FlowPane pills, String text) {
        pills.getChildren().add(Labels.of(text, "pill"));
    }

    private static GlyphIcon icon(Glyph glyph, double size, String color) {
        GlyphIcon icon = new GlyphIcon(glyph, size);
        icon.setStyle("-ak-glyph: " + color + ";");
        return icon;
    }

    /// Names of nodes keep their letters.
    private static String capitalised(String text) {
        int space = text.indexOf(' ');
        return text.substring(0, Math.max(0, space)).contains(".")
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /// Names of nodes keep their letters.
    private static String decapitalised(String text) {
        return text.length() > 1 && Character.isLowerCase(text.charAt(1))
                ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
                : text;
    }

    private static Label wrapped(String text, String style) {
        Label label = Labels.wrapped(text, style);
        label.setAlignment(Pos.TOP_LEFT);
        return label;
    }
}
