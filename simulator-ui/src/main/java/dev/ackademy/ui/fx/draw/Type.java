package dev.ackademy.ui.fx.draw;

import dev.ackademy.ui.fx.theme.Fonts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// A size and a face. Inter for words, JetBrains Mono for every id, count and time.
public record Type(boolean mono, int weight, double size) {

    private static final int REMEMBERED = 4_000;

    private record Measured(Type type, String text) {}

    private static final Map<Measured, Double> WIDTHS = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Measured, Double> eldest) {
            return size() > REMEMBERED;
        }
    };

    public static Type sans(double size) {
        return new Type(false, 400, size);
    }

    public static Type mono(double size) {
        return new Type(true, 400, size);
    }

    public Type medium() {
        return new Type(mono, 500, size);
    }

    public Type semi() {
        return new Type(mono, 600, size);
    }

    public Type bold() {
        return new Type(mono, 700, size);
    }

    public Type sized(double other) {
        return new Type(mono, weight, other);
    }

    public Font font() {
        return Fonts.font(mono, weight, size);
    }

    /// The width of a line of text in px. JetBrains Mono is 0.6 of its size wide in every letter.
    public double width(String text) {
        if (mono) {
            return text.codePointCount(0, text.length()) * size * 0.6;
        }
        synchronized (WIDTHS) {
            return WIDTHS.computeIfAbsent(new Measured(this, text), measured -> {
                Text node = new Text(text);
                node.setFont(font());
                return node.getLayoutBounds().getWidth();
            });
        }
    }

    /// The longest beginning of the text that fits, with an ellipsis where some of it does not.
    public String fit(String text, double width) {
        if (width(text) <= width) {
            return text;
        }
        int length = text.length();
        while (length > 1 && width(text.substring(0, length) + "…") > width) {
            length--;
        }
        return text.substring(0, length) + "…";
    }

    /// The text in at most `most` lines of this width, broken between words; the last one ends with an
    /// ellipsis where more is left.
    public List<String> wrap(String text, double width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            if (lines.size() == most - 1 || width(rest) <= width) {
                lines.add(fit(rest, width));
                return lines;
            }
            int end = rest.length();
            while (end > 0 && width(rest.substring(0, end)) > width) {
                end = rest.lastIndexOf(' ', end - 1);
            }
            if (end <= 0) {
                lines.add(fit(rest, width));
                return lines;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        return lines;
    }

    /// This type, made smaller (not below 9 px) until the text fits.
    public Type shrunk(String text, double width) {
        double wide = width(text);
        return wide <= width ? this : sized(Math.max(9, Math.floor(size * width / wide * 2) / 2));
    }
}
