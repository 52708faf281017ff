package dev.ackademy.ui.fx.draw;

/// The signs of the window on a grid of 16 px: one path that is filled and one that is drawn as a line.
public enum Glyph {
    LOST("", circle(8, 8, 5.8), 1.6, 3.1, 2.97),
    DUPLICATED(box(5.4, 1.4, 9.2, 9.2, 2.2), box(1.8, 5, 9.2, 9.2, 2.2)),
    OUT_OF_ORDER(
            "",
            "M1.5 4.2h2.6l6 7.6h3.6M1.5 11.8h2.6l1.9-2.4M8.4 6.3l1.7-2.1h3.6M11.9 2.2l2.2 2-2.2 2M11.9 9.8l2.2 2-2.2 2"),
    STALE("", "M2.6 5.2A6 6 0 1 1 2 8.6M2.2 2.2v3.3h3.3M8 5.2V8.2l2 1.3"),
    DEAD_LETTER("", box(1.8, 3.4, 12.4, 9.2, 1.8) + "M5.8 5.9l4.4 4.4M10.2 5.9l-4.4 4.4"),
    ZOMBIE(circle(6.2, 7.2, 1) + circle(9.8, 7.2, 1), "M3 14V7a5 5 0 0 1 10 0v7l-2-1.6L9.4 14 8 12.6 6.6 14 5 12.4z"),
    BLOCKED("", "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM5 8h6"),
    TORN("", "M8 1.6v3l-2 2 3.4 2.6L8 11.4v3M2.4 3.4v9.2M13.6 3.4v9.2"),
    UNTRUE("", "M3 6h10M3 10h10M11.4 2.6L4.6 13.4"),
    OK("", "M3 8.6l3.3 3.2L13 4.6"),
    WAIT(circle(3.6, 8, 1.25) + circle(8, 8, 1.25) + circle(12.4, 8, 1.25), ""),
    BURST("", "M5 5l6 6M11 5l-6 6M8 .9v1.6M8 13.5v1.6M.9 8h1.6M13.5 8h1.6"),
    REFUSED("", circle(11, 8, 3.9) + "M8.3 10.7l5.4-5.4M7 8H1.5M4.2 5.2L1.4 8l2.8 2.8"),
    CUT("", "M.9 8h4.3M10.8 8h4.3M3.9 11.6l2.6-7.2M9.5 11.6l2.6-7.2"),
    STALLED("", "M1 8h3.6M11.4 8H15M6.4 4.4v7.2M9.6 4.4v7.2"),
    HAND("", "M3.4 1.8l9.6 5.6-4.2 1.1-2.1 3.9zM9.2 9.2l3.6 4"),
    CRASH("M9.2 1L3 9.1h4l-1 5.9 6.4-8.4H8.2z", ""),
    RETRY("", "M13.2 5.4A5.8 5.8 0 1 0 13.8 8.6M13.6 2.2v3.4h-3.4"),
    PAUSE(box(3.6, 2.6, 3, 10.8, 1) + box(9.4, 2.6, 3, 10.8, 1), ""),
    PLAY("M4.4 2.6v10.8a.7.7 0 0 0 1.1.6l8.1-5.4a.7.7 0 0 0 0-1.2L5.5 2A.7.7 0 0 0 4.4 2.6z", ""),
    STEP("M3 3v10l7-5z" + box(11.2, 3, 1.9, 10, .8), ""),
    BACK("M13 3v10L6 8z" + box(2.9, 3, 1.9, 10, .8), ""),
    RECORD(circle(8, 8, 3), circle(8, 8, 6)),
    SHARE("", "M8 9.8V1.8M5 4.6l3-2.9 3 2.9M2.6 8.8v4.1a1.3 1.3 0 0 0 1.3 1.3h8.2a1.3 1.3 0 0 0 1.3-1.3V8.8"),
    DATABASE(
            "",
            "M2.6 3.8a5.4 2.2 0 1 0 10.8 0a5.4 2.2 0 1 0 -10.8 0M2.6 3.8v8.4c0 1.2 2.4 2.2 5.4 2.2s5.4-1 5.4-2.2V3.8"
                    + "M2.6 8c0 1.2 2.4 2.2 5.4 2.2s5.4-1 5.4-2.2"),
    CHEVRON("", "M6 3.6L10.4 8 6 12.4"),
    DOWN("", "M3.8 6L8 10.2 12.2 6"),
    HOME("", "M2.2 7.4L8 2.4l5.8 5M3.8 6.6v7h8.4v-7"),
    STAGE(
            "",
            circle(3.4, 8, 1.9) + circle(12.6, 3.8, 1.9) + circle(12.6, 12.2, 1.9)
                    + "M5.1 7.2l5.7-2.7M5.1 8.8l5.7 2.7"),
    SPACE_TIME("", "M3 1.8v12.4M13 1.8v12.4M3 4l10 3.4M13 9.4L3 12.4"),
    GRID("", box(2, 2, 5, 5, 1.2) + box(9, 2, 5, 5, 1.2) + box(2, 9, 5, 5, 1.2) + box(9, 9, 5, 5, 1.2)),
    BOOK(
            "",
            "M8 3.4C6.4 2.3 4.4 2 2 2.2v10.6c2.4-.2 4.4.1 6 1.2 1.6-1.1 3.6-1.4 6-1.2V2.2c-2.4-.2-4.4.1-6 1.2zM8 3.4V14"),
    FLAG("M3.2 2.2h9.6l-2.5 3.2 2.5 3.2H3.2z", "M3.2 1.6v13"),
    LOCK("", box(3, 7, 10, 7, 1.6) + "M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"),
    TARGET("", circle(8, 8, 5.8) + circle(8, 8, 1.6)),
    STOP(box(3.4, 3.4, 9.2, 9.2, 1.6), ""),
    GEAR(
            "",
            circle(8, 8, 2.2)
                    + "M8 1.6v1.8M8 12.6v1.8M1.6 8h1.8M12.6 8h1.8M3.5 3.5l1.3 1.3M11.2 11.2l1.3 1.3M12.5 3.5l-1.3 1.3"
                    + "M4.8 11.2l-1.3 1.3"),
    SEARCH("", circle(7, 7, 4.6) + "M10.5 10.5l3.6 3.6"),
    FIX(
            "",
            "M10.2 2.2a3.9 3.9 0 0 0-3.6 5.3l-4.2 4.2a1.4 1.4 0 0 0 2 2l4.2-4.2a3.9 3.9 0 0 0 5-5l-2.3 2.3-1.9-.5-.5-1.9z"),
    SUN(
            "",
            circle(8, 8, 3)
                    + "M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M12.8 3.2l-1.1 1.1"
                    + "M4.3 11.7l-1.1 1.1"),
    MOON("", "M13 9.6A5.6 5.6 0 1 1 6.4 3a4.6 4.6 0 0 0 6.6 6.6z"),
    OPEN("", "M1.8 4.2v8.2a1 1 0 0 0 1 1h10.4a1 1 0 0 0 1-1V6.2a1 1 0 0 0-1-1H8L6.4 3.2H2.8a1 1 0 0 0-1 1z"),
    CLOSE("", "M4 4l8 8M12 4l-8 8"),
    UNDO("", "M3 6.4h6.4a3.8 3.8 0 1 1 0 7.6H6M5.8 3.4L2.8 6.4l3 3"),
    PLUS("", "M8 3v10M3 8h10"),
    MINUS("", "M3 8h10"),
    CLOCK("", circle(8, 8, 5.8) + "M8 4.8V8l2.2 1.6"),
    SLOW("", "M2 11.6a6 6 0 0 1 12 0M8 11.6l2.6-4");

    private final String filled;
    private final String stroked;
    private final double width;
    private final double[] dash;

    Glyph(String filled, String stroked) {
        this(filled, stroked, 1.6);
    }

    Glyph(String filled, String stroked, double width, double... dash) {
        this.filled = filled;
        this.stroked = stroked;
        this.width = width;
        this.dash = dash;
    }

    public String filled() {
        return filled;
    }

    public String stroked() {
        return stroked;
    }

    public double width() {
        return width;
    }

    public double[] dash() {
        return dash.clone();
    }

    private static String circle(double x, double y, double r) {
        return "M" + (x - r) + " " + y + "a" + r + " " + r + " 0 1 0 " + 2 * r + " 0a" + r + " " + r + " 0 1 0 "
                + -2 * r + " 0z";
    }

    private static String box(double x, double y, double w, double h, double r) {
        String corner = "a" + r + " " + r + " 0 0 1 ";
        return "M" + (x + r) + " " + y + "h" + (w - 2 * r) + corner + r + " " + r + "v" + (h - 2 * r) + corner + -r
                + " " + r + "h" + -(w - 2 * r) + corner + -r + " " + -r + "v" + -(h - 2 * r) + corner + r + " " + -r
                + "z";
    }
}
