package dev.ackademy.ui.fx.theme;

import java.util.EnumMap;
import java.util.List;
import javafx.scene.paint.Color;

/// Every colour of one theme: the tones of the chrome and six hues for entity keys.
public final class Palette {

    private static final String[][] LIGHT_HUES = {
        {"#0072B2", "#FFFFFF", "#E2EFF7", "#00527F"},
        {"#E69F00", "#241A00", "#FCF1D8", "#6E4C00"},
        {"#00835F", "#FFFFFF", "#DDF2EB", "#005F45"},
        {"#CC79A7", "#2B0F20", "#F8E9F1", "#7A2F57"},
        {"#56B4E9", "#062033", "#E1F2FC", "#0B5A86"},
        {"#F0E442", "#2A2700", "#FBF8D0", "#5C5600", "#B9AE12"},
    };
    private static final String[][] DARK_HUES = {
        {"#1879B8", "#FFFFFF", "#122B3C", "#7CC0EC"},
        {"#E69F00", "#241A00", "#33280E", "#F4C255"},
        {"#12A57B", "#03231A", "#0F2E25", "#5FD9B4"},
        {"#D58BB4", "#2B0F20", "#35222D", "#EBB2D0"},
        {"#6BC0EF", "#062033", "#17303F", "#9AD6F6"},
        {"#F0E442", "#2A2700", "#33310F", "#F3EA79", "#F0E442"},
    };

    public static final Palette LIGHT = new Palette(false);
    public static final Palette DARK = new Palette(true);

    private final boolean dark;
    private final EnumMap<Tone, Color> tones = new EnumMap<>(Tone.class);
    private final List<Hue> hues;

    private Palette(boolean dark) {
        this.dark = dark;
        for (Tone tone : Tone.values()) {
            tones.put(tone, Color.web(tone.hex(dark)));
        }
        hues = java.util.Arrays.stream(dark ? DARK_HUES : LIGHT_HUES)
                .map(Palette::hue)
                .toList();
    }

    public static Palette of(boolean dark) {
        return dark ? DARK : LIGHT;
    }

    public boolean dark() {
        return dark;
    }

    public Color tone(Tone tone) {
        return tones.get(tone);
    }

    /// @param index of the key in the scenario, from 0
    public Hue hue(int index) {
        Hue hue = hues.get(index % hues.size());
        return index < hues.size() ? hue : hue.withRing();
    }

    /// The looked-up colours for the root of a scene, as an inline style: the tones, and of each hue its
    /// line and tint (`-ak-hue-0`, `-ak-hue-0-tint`).
    public String css() {
        StringBuilder css = new StringBuilder();
        for (Tone tone : Tone.values()) {
            css.append(tone.cssName()).append(": ").append(tone.hex(dark)).append("; ");
        }
        String[][] hex = dark ? DARK_HUES : LIGHT_HUES;
        for (int i = 0; i < hex.length; i++) {
            String line = hex[i].length > 4 ? hex[i][4] : hex[i][0];
            css.append("-ak-hue-").append(i).append(": ").append(line).append("; ");
            css.append("-ak-hue-").append(i).append("-tint: ").append(hex[i][2]).append("; ");
        }
        return css.toString();
    }

    private static Hue hue(String[] hex) {
        return new Hue(
                Color.web(hex[0]),
                Color.web(hex[1]),
                Color.web(hex[2]),
                Color.web(hex[3]),
                hex.length > 4 ? Color.web(hex[4]) : null,
                false);
    }
}
