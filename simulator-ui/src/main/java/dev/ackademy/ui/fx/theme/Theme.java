package dev.ackademy.ui.fx.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Scene;

/// What the window looks like: light or dark, how large its text is, whether it moves.
public final class Theme {

    private static final Pattern SIZE = Pattern.compile("(-fx-font-size: )([0-9.]+)(px)");
    private static final Pattern HEIGHT = Pattern.compile("(-fx-(?:min|pref|max)-height: )([0-9.]+)(;)");
    /// Rules of what is as high as its text.
    private static final Pattern GROWING = Pattern.compile(
            "(?m)^\\.(segments?|btn|btn\\.small|btn\\.large|pill|verdict-line|example-buttons \\.btn) \\{.*$");

    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final DoubleProperty textScale = new SimpleDoubleProperty(1);
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty();

    public Theme(boolean startsDark) {
        dark.set(startsDark);
        palette.set(Palette.of(startsDark));
        dark.addListener((_, _, now) -> palette.set(Palette.of(now)));
    }

    /// Follows the system's colours and motion from now on, until the person chooses otherwise.
    public static Theme ofSystem() {
        Platform.Preferences system = Platform.getPreferences();
        Theme theme = new Theme(system.getColorScheme() == ColorScheme.DARK);
        system.colorSchemeProperty().addListener((_, _, now) -> theme.dark.set(now == ColorScheme.DARK));
        theme.reducedMotion.set(system.isReducedMotion());
        system.reducedMotionProperty().addListener((_, _, now) -> theme.reducedMotion.set(now));
        return theme;
    }

    public ReadOnlyObjectProperty<Palette> paletteProperty() {
        return palette.getReadOnlyProperty();
    }

    public Palette palette() {
        return palette.get();
    }

    public BooleanProperty darkProperty() {
        return dark;
    }

    /// 1 to 1.5
    public DoubleProperty textScaleProperty() {
        return textScale;
    }

    public BooleanProperty reducedMotionProperty() {
        return reducedMotion;
    }

    /// Gives a scene this look, and keeps it up to date.
    public void dress(Scene scene) {
        Fonts.load();
        paint(scene);
        palette.addListener(_ -> paint(scene));
        textScale.addListener(_ -> paint(scene));
    }

    /// The colours come first: a style sheet that is applied without them would find none.
    private void paint(Scene scene) {
        scene.getRoot().setStyle(palette.get().css());
        scene.setFill(palette.get().tone(Tone.BG));
        String base = (dark.get() ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet();
        if (!base.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(base);
        }
        scene.getStylesheets().setAll(sheet(textScale.get()));
    }

    private static String scaled(Pattern length, String css, double scale) {
        return length.matcher(css)
                .replaceAll(match -> match.group(1)
                        + String.format(Locale.ROOT, "%.2f", Double.parseDouble(match.group(2)) * scale)
                        + match.group(3));
    }

    /// The style sheet with every size of text multiplied, and the height of whatever holds one line of it.
    static String sheet(double scale) {
        try (InputStream in = Theme.class.getResourceAsStream("ackademy.css")) {
            String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String grown = GROWING.matcher(css)
                    .replaceAll(rule -> Matcher.quoteReplacement(scaled(HEIGHT, rule.group(), scale)));
            String scaled = scaled(SIZE, grown, scale);
            return "data:text/css;base64,"
                    + Base64.getEncoder().encodeToString(scaled.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
