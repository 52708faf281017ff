package dev.ackademy.ui.fx.theme;

import java.util.Locale;

/// The colours of the chrome, each for light and dark. Style sheets know them as `-ak-line-strong`; the canvas asks a
/// [Palette].
public enum Tone {
    BG("#F4F5F7", "#0B0E12"),
    SURFACE("#FFFFFF", "#13171D"),
    SURFACE_2("#FAFBFC", "#181D24"),
    INSET("#EEF0F3", "#1F252D"),
    RAISED("#FFFFFF", "#303844"),
    HOVER("#F0F2F5", "#1C222A"),
    STAGE("#FBFCFD", "#0F1318"),
    DOT("#E1E5EA", "#20262F"),
    LINE("#E3E6EB", "#262D37"),
    LINE_STRONG("#C6CCD5", "#3D4754"),
    INK("#161A21", "#EAEEF3"),
    ON_INK("#FFFFFF", "#11151A"),
    INK_2("#454E5B", "#B4BDC9"),
    INK_3("#606A79", "#8A95A4"),
    INK_4("#A3ABB7", "#56606E"),
    LINK("#8B95A3", "#616C7A"),
    BAD("#C65300", "#F0742B"),
    BAD_INK("#923900", "#FFA46E"),
    BAD_TINT("#FDF0E7", "#2C1A10"),
    BAD_LINE("#F0B88F", "#7D4522"),
    ON_BAD("#FFFFFF", "#1D0E05"),
    OK("#00785A", "#3CC79C"),
    OK_TINT("#E3F4EE", "#11281F"),
    OK_LINE("#9BD3C0", "#22604C"),
    HEAT_1("#FDF0E7", "#241A14"),
    HEAT_2("#FADFCB", "#3A2416"),
    HEAT_3("#F6C7A4", "#553019"),
    FOCUS("#2563EB", "#7AA7FF");

    private final String light;
    private final String dark;

    Tone(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /// `#RRGGBB`
    String hex(boolean inDark) {
        return inDark ? dark : light;
    }

    /// The looked-up colour of style sheets: `-ak-line-strong`.
    String cssName() {
        return "-ak-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
