package dev.ackademy.ui.fx.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.text.Font;

/// The faces that the program brings along. Static faces are named one by one, because JavaFX matches weights coarsely.
public final class Fonts {

    private static final List<String> FILES = List.of(
            "Inter-Regular.otf",
            "Inter-Medium.otf",
            "Inter-SemiBold.otf",
            "JetBrainsMono-Regular.ttf",
            "JetBrainsMono-Medium.ttf",
            "JetBrainsMono-SemiBold.ttf",
            "JetBrainsMono-Bold.ttf");

    /// The name that JavaFX gives to each file's face: a face of its own size is then asked for by this
    /// name.
    private static final Map<String, String> NAMES = new HashMap<>();

    private static final Map<String, Font> CACHE = new HashMap<>();

    private Fonts() {}

    /// Makes the faces known to JavaFX; further calls do nothing.
    public static synchronized void load() {
        if (!NAMES.isEmpty()) {
            return;
        }
        for (String file : FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
                Font font = Font.loadFont(in, 12);
                if (font == null) {
                    throw new IllegalStateException("the font " + file + " cannot be loaded");
                }
                NAMES.put(file.substring(0, file.indexOf('.')), font.getName());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// @param weight 400, 500, 600 or 700 (Inter ends at 600)
    public static synchronized Font font(boolean mono, int weight, double size) {
        load();
        return CACHE.computeIfAbsent(
                mono + "/" + weight + "/" + size, key -> new Font(NAMES.get(file(mono, weight)), size));
    }

    private static String file(boolean mono, int weight) {
        String face =
                weight >= 700 && mono ? "Bold" : weight >= 600 ? "SemiBold" : weight >= 500 ? "Medium" : "Regular";
        return (mono ? "JetBrainsMono-" : "Inter-") + face;
    }
}
