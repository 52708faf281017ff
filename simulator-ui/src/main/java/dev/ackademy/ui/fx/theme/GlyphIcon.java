package dev.ackademy.ui.fx.theme;

import dev.ackademy.ui.fx.draw.Glyph;
import java.util.Arrays;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// A [Glyph] as a node. Its colour is the looked-up colour `-ak-glyph`.
public final class GlyphIcon extends StackPane {

    private final ObjectProperty<Glyph> glyph = new SimpleObjectProperty<>();
    private final DoubleProperty size = new SimpleDoubleProperty(16);

    public GlyphIcon() {
        glyph.addListener(_ -> build());
        size.addListener(_ -> build());
        setMouseTransparent(true);
    }

    public GlyphIcon(Glyph glyph, double size) {
        this();
        this.size.set(size);
        this.glyph.set(glyph);
    }

    public Glyph getGlyph() {
        return glyph.get();
    }

    public void setGlyph(Glyph shown) {
        glyph.set(shown);
    }

    public double getSize() {
        return size.get();
    }

    public void setSize(double pixels) {
        size.set(pixels);
    }

    private void build() {
        getChildren().clear();
        Glyph shown = glyph.get();
        if (shown == null) {
            return;
        }
        // An invisible square keeps every glyph on the grid of 16 px.
        Rectangle grid = new Rectangle(16, 16);
        grid.setVisible(false);
        Group paths = new Group(grid);
        if (!shown.filled().isEmpty()) {
            paths.getChildren().add(path(shown.filled(), "glyph-fill"));
        }
        if (!shown.stroked().isEmpty()) {
            SVGPath stroke = path(shown.stroked(), "glyph-stroke");
            Arrays.stream(shown.dash()).forEach(stroke.getStrokeDashArray()::add);
            paths.getChildren().add(stroke);
        }
        paths.setManaged(false);
        paths.getTransforms().setAll(new Scale(size.get() / 16, size.get() / 16));
        getChildren().add(paths);
        setMinSize(size.get(), size.get());
        setPrefSize(size.get(), size.get());
        setMaxSize(size.get(), size.get());
    }

    private static SVGPath path(String data, String style) {
        SVGPath path = new SVGPath();
        path.setContent(data);
        path.getStyleClass().add(style);
        return path;
    }
}
