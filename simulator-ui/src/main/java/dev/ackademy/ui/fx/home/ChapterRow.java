package dev.ackademy.ui.fx.home;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Hint;
import dev.ackademy.ui.fx.theme.Tile;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A chapter: its name at the left, its cards beside it in up to [#MOST_COLUMNS] columns, as many as leave each card
/// room for its title at the present size of text. Cards of one line are equally high.
final class ChapterRow extends Pane {

    private static final int MOST_COLUMNS = 4;
    private static final double HEAD = 164;
    private static final double CARD = 164;
    private static final double LOWEST = 88;
    private static final double GAP = 8;
    private static final double MARGIN = 21;
    private static final double TITLE_SIZE = 15;

    private final HomeViewModel model;
    private final HomeViewModel.Row row;
    private final Label title;
    private final Label progress = new Label();
    private final VBox head;
    private final List<Tile> tiles = new ArrayList<>();

    /// @param number of the chapter, from 0: it gives the hue
    ChapterRow(HomeViewModel model, HomeViewModel.Row row, int number) {
        this.model = model;
        this.row = row;
        title = new Label(row.title());
        title.getStyleClass().add("chapter-title");
        Label subtitle = new Label(row.subtitle());
        subtitle.getStyleClass().add("chapter-subtitle");
        progress.getStyleClass().addAll("muted", "mono", "chapter-progress");
        head = new VBox(title, subtitle, progress);
        head.getChildren().forEach(each -> {
            ((Label) each).setWrapText(true);
            ((Label) each).setMinHeight(USE_PREF_SIZE);
        });
        getStyleClass().add("chapter");
        setStyle("-ak-hue: -ak-hue-" + number % 6 + "; -ak-hue-tint: -ak-hue-" + number % 6 + "-tint;");
        getChildren().add(head);
        for (Card card : row.cards()) {
            Tile tile = tile(card);
            tiles.add(tile);
            getChildren().add(tile);
        }
        show();
        model.statesProperty().addListener(_ -> show());
        model.startProperty().addListener(_ -> show());
    }

    private Tile tile(Card card) {
        Label number = new Label(Integer.toString(card.number()));
        number.getStyleClass().add("number");
        number.setMinWidth(Region.USE_PREF_SIZE);
        Label name = new Label(card.name());
        name.getStyleClass().add("name");
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label symptom = new Label(card.symptom());
        symptom.getStyleClass().add("muted");
        HBox.setHgrow(symptom, Priority.ALWAYS);
        symptom.setMaxWidth(Double.MAX_VALUE);
        symptom.setWrapText(true);
        symptom.setMinHeight(Region.USE_PREF_SIZE);
        Label time = new Label(card.lesson() ? card.script().minutes() + " min" : "");
        time.getStyleClass().addAll("muted", "time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        time.managedProperty().bind(time.visibleProperty());
        HBox bottom = new HBox(6, new GlyphIcon(glyph(card), 14), symptom, time, tick());
        bottom.setMinHeight(Region.USE_PREF_SIZE);
        bottom.setAlignment(Pos.CENTER_LEFT);
        Region grow = new Region();
        grow.setMinHeight(8);
        VBox.setVgrow(grow, Priority.ALWAYS);
        VBox content = new VBox(new HBox(7, number, name), grow, bottom);
        Tile tile = new Tile("lesson-card", "", content, () -> model.open(card));
        tile.setId("card-" + card.number());
        if (!card.says().isEmpty()) {
            tile.setTooltip(new Hint(card.says()));
        }
        return tile;
    }

    private static GlyphIcon tick() {
        GlyphIcon tick = new GlyphIcon(Glyph.OK, 15);
        tick.getStyleClass().add("tick");
        tick.managedProperty().bind(tick.visibleProperty());
        return tick;
    }

    private static Glyph glyph(Card card) {
        if (!card.readable()) {
            return Glyph.BLOCKED;
        }
        return card.shows().isEmpty() ? Glyph.OK : card.symptoms().getFirst().glyph();
    }

    private void show() {
        progress.setText(model.done(row) + " / " + row.cards().size());
        HomeViewModel.Start start = model.startProperty().get();
        for (int i = 0; i < tiles.size(); i++) {
            Card card = row.cards().get(i);
            Tile tile = tiles.get(i);
            Card.State state = model.statesProperty().get().getOrDefault(card.number(), Card.State.UNTOUCHED);
            boolean here = start != null && start.number() == card.number();
            tile.getStyleClass().setAll("lesson-card");
            if (state == Card.State.UNTOUCHED) {
                tile.getStyleClass().add("todo");
            }
            if (state == Card.State.DONE) {
                tile.getStyleClass().add("done");
            }
            if (here) {
                tile.getStyleClass().add("here");
            }
            tile.mark(state == Card.State.DONE && !here);
            tile.setAccessibleText(spoken(card, state, here));
        }
    }

    private static String spoken(Card card, Card.State state, boolean here) {
        String shows = card.shows().isEmpty() ? "" : " Shows: " + card.symptom() + ".";
        String how = switch (state) {
            case UNTOUCHED -> card.lesson() ? " Not taken yet." : " Not run yet.";
            case RUN -> card.lesson() ? " Begun." : " Run.";
            case DONE -> card.lesson() ? " Done." : " Run, and seen.";
        };
        return card.number() + ". " + card.name() + "." + shows + how + (here ? " Go on here. " : " ") + card.says();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /// 1 at the usual size of text.
    private double scale() {
        return Math.max(1, title.getFont().getSize() / TITLE_SIZE);
    }

    private double headWidth() {
        return Math.round(HEAD * scale());
    }

    private int columns(double width) {
        double room = width - headWidth();
        int fit = (int) ((room + GAP) / (CARD * scale() + GAP));
        // Chapters have about four cards: two lines of two rather than three and one.
        return fit == 3 ? 2 : Math.clamp(fit, 1, MOST_COLUMNS);
    }

    private double cardWidth(double width) {
        int columns = columns(width);
        return Math.max(0, (width - headWidth() - GAP * (columns - 1)) / columns);
    }

    private double lineHeight(int first, double width) {
        double height = LOWEST;
        for (int i = first; i < Math.min(tiles.size(), first + columns(width)); i++) {
            height = Math.max(height, Math.ceil(tiles.get(i).prefHeight(Math.floor(cardWidth(width)))));
        }
        return height;
    }

    @Override
    protected double computePrefHeight(double width) {
        double wide = width < 0 ? prefWidth(-1) : width;
        double cards = -GAP;
        for (int i = 0; i < tiles.size(); i += columns(wide)) {
            cards += lineHeight(i, wide) + GAP;
        }
        return 2 * MARGIN + Math.max(cards, head.prefHeight(headWidth() - GAP));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return HEAD + MOST_COLUMNS * CARD;
    }

    @Override
    protected double computeMinWidth(double height) {
        return HEAD + CARD;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double headHeight = head.prefHeight(headWidth() - GAP);
        int columns = columns(width);
        double wide = cardWidth(width);
        double firstLine = lineHeight(0, width);
        double headTop = MARGIN + Math.max(0, (firstLine - headHeight) / 2);
        layoutInArea(head, 0, headTop, headWidth() - GAP, headHeight, 0, HPos.LEFT, VPos.TOP);
        double y = MARGIN;
        for (int i = 0; i < tiles.size(); i += columns) {
            double height = lineHeight(i, width);
            for (int j = i; j < Math.min(tiles.size(), i + columns); j++) {
                double x = headWidth() + Math.round((j - i) * (wide + GAP));
                tiles.get(j).resizeRelocate(x, y, Math.floor(wide), height);
            }
            y += height + GAP;
        }
    }
}
