package dev.ackademy.ui.fx.draw;

import java.util.ArrayDeque;
import java.util.Locale;
import javafx.scene.paint.Color;

/// Writes an SVG picture. Numbers are rounded to a hundredth of a px.
public final class SvgPen implements Pen {

    private final String ids;
    private final StringBuilder body = new StringBuilder();
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    private int groups;
    private int clips;

    public SvgPen() {
        this("");
    }

    /// @param ids stands before each id, so that several pictures can be parts of one page
    public SvgPen(String ids) {
        this.ids = ids;
    }

    /// The whole file.
    public String document(double width, double height, Color ground) {
        return document(width, height, ground, "");
    }

    /// @param says what is to be seen, for those who cannot see it; empty for nothing
    public String document(double width, double height, Color ground, String says) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + n(width) + "\" height=\"" + n(height)
                + "\" viewBox=\"0 0 " + n(width) + " " + n(height) + "\""
                + (says.isEmpty() ? ">" : " role=\"img\">\n<title>" + escaped(says) + "</title>")
                + "\n<rect width=\"100%\" height=\"100%\" fill=\""
                + hex(ground) + "\"/>\n" + body + "</g>".repeat(groups) + "</svg>\n";
    }

    @Override
    public void rect(double x, double y, double width, double height, double radius, Color fill, Stroke stroke) {
        if (width <= 0 || height <= 0) {
            return;
        }
        body.append("<rect")
                .append(at("x", x))
                .append(at("y", y))
                .append(at("width", width))
                .append(at("height", height))
                .append(at("rx", radius))
                .append(paint(fill, stroke))
                .append("/>\n");
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        body.append("<line")
                .append(at("x1", x1))
                .append(at("y1", y1))
                .append(at("x2", x2))
                .append(at("y2", y2))
                .append(paint(null, stroke))
                .append("/>\n");
    }

    @Override
    public void circle(double x, double y, double radius, Color fill, Stroke stroke) {
        body.append("<circle")
                .append(at("cx", x))
                .append(at("cy", y))
                .append(at("r", radius))
                .append(paint(fill, stroke))
                .append("/>\n");
    }

    @Override
    public void path(String data, Color fill, Stroke stroke) {
        body.append("<path d=\"")
                .append(data)
                .append('"')
                .append(paint(fill, stroke))
                .append("/>\n");
    }

    @Override
    public void text(double x, double y, String text, Type type, Color color, Align align) {
        String anchor = switch (align) {
            case LEFT -> "start";
            case CENTRE -> "middle";
            case RIGHT -> "end";
        };
        body.append("<text")
                .append(at("x", x))
                .append(at("y", y))
                .append(" font-family=\"")
                .append(type.mono() ? "JetBrains Mono, monospace" : "Inter, sans-serif")
                .append('"')
                .append(at("font-size", type.size()))
                .append(" font-weight=\"")
                .append(type.weight())
                .append('"')
                .append(at("textLength", type.width(text)))
                .append(" lengthAdjust=\"spacingAndGlyphs\" text-anchor=\"")
                .append(anchor)
                .append("\" fill=\"")
                .append(hex(color))
                .append("\">")
                .append(escaped(text))
                .append("</text>\n");
    }

    @Override
    public void hatch(
            double x, double y, double width, double height, double radius, Color lines, Color ground, double gap) {
        if (width <= 0 || height <= 0) {
            return;
        }
        rect(x, y, width, height, radius, ground, null);
        save();
        clip(x, y, width, height);
        double step = gap * Math.sqrt(2);
        StringBuilder data = new StringBuilder();
        for (double c = Math.floor((x + y) / step) * step; c < x + width + y + height; c += step) {
            data.append("M").append(n(c - y)).append(' ').append(n(y));
            data.append("L").append(n(c - y - height)).append(' ').append(n(y + height));
        }
        path(data.toString(), null, Stroke.of(lines, 1.3));
        restore();
    }

    @Override
    public void shadow(double x, double y, double width, double height, double radius) {
        rect(x - 2, y + 4, width + 4, height + 4, radius + 2, Color.rgb(16, 24, 40, 0.08), null);
    }

    @Override
    public void save() {
        open.push(groups);
    }

    @Override
    public void restore() {
        for (int until = open.pop(); groups > until; groups--) {
            body.append("</g>\n");
        }
    }

    @Override
    public void translate(double x, double y) {
        group("transform=\"translate(" + n(x) + " " + n(y) + ")\"");
    }

    @Override
    public void rotate(double degrees) {
        group("transform=\"rotate(" + n(degrees) + ")\"");
    }

    @Override
    public void scale(double factor) {
        group("transform=\"scale(" + factor + ")\"");
    }

    @Override
    public void alpha(double alpha) {
        group("opacity=\"" + n(alpha) + "\"");
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        clips++;
        body.append("<clipPath id=\"")
                .append(ids)
                .append("clip")
                .append(clips)
                .append("\"><rect")
                .append(at("x", x))
                .append(at("y", y))
                .append(at("width", width))
                .append(at("height", height))
                .append("/></clipPath>\n");
        group("clip-path=\"url(#" + ids + "clip" + clips + ")\"");
    }

    private void group(String attribute) {
        body.append("<g ").append(attribute).append(">\n");
        groups++;
    }

    private static String paint(Color fill, Stroke stroke) {
        StringBuilder paint = new StringBuilder();
        paint.append(" fill=\"").append(fill == null ? "none" : hex(fill)).append('"');
        if (fill != null && fill.getOpacity() < 1) {
            paint.append(at("fill-opacity", fill.getOpacity()));
        }
        if (stroke == null || stroke.color() == null) {
            return paint.toString();
        }
        paint.append(" stroke=\"").append(hex(stroke.color())).append('"').append(at("stroke-width", stroke.width()));
        if (stroke.round()) {
            paint.append(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        }
        if (stroke.dash().length > 0) {
            StringBuilder dashes = new StringBuilder();
            for (double dash : stroke.dash()) {
                dashes.append(dashes.isEmpty() ? "" : " ").append(n(dash));
            }
            paint.append(" stroke-dasharray=\"").append(dashes).append('"');
        }
        return paint.toString();
    }

    private static String at(String name, double value) {
        return " " + name + "=\"" + n(value) + "\"";
    }

    private static String n(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static String hex(Color color) {
        return String.format(
                Locale.ROOT,
                "#%02X%02X%02X",
                Math.round(color.getRed() * 255),
                Math.round(color.getGreen() * 255),
                Math.round(color.getBlue() * 255));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c < ' ' ? ' ' : (char) c);
            }
        });
        return out.toString();
    }
}
