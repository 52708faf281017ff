package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void aTerminalHasColoursAndItsOwnWidth() {
        assertThat(Terminal.of("132", StandardCharsets.UTF_8, Map.of())).isEqualTo(new Terminal(true, true, 132));
    }

    @Test
    void aPipeHasNoColoursAndTheUsualWidth() {
        assertThat(Terminal.of(null, StandardCharsets.UTF_8, Map.of())).isEqualTo(Terminal.PLAIN);
        assertThat(Terminal.of(null, StandardCharsets.UTF_8, Map.of("COLUMNS", "72"))
                        .columns())
                .isEqualTo(72);
    }

    @Test
    void noColorAndADumbTerminalAreRespected() {
        assertThat(Terminal.of("80", StandardCharsets.UTF_8, Map.of("NO_COLOR", "1"))
                        .colour())
                .isFalse();
        assertThat(Terminal.of("80", StandardCharsets.UTF_8, Map.of("NO_COLOR", ""))
                        .colour())
                .isTrue();
        assertThat(Terminal.of("80", StandardCharsets.UTF_8, Map.of("TERM", "dumb"))
                        .colour())
                .isFalse();
    }

    @Test
    void aCharacterSetWithoutTheSignsGetsAscii() {
        assertThat(Terminal.of("80", StandardCharsets.US_ASCII, Map.of()).glyphs())
                .isFalse();
        assertThat(Terminal.of("80", StandardCharsets.ISO_8859_1, Map.of()).glyphs())
                .isFalse();
    }

    @Test
    void aWidthThatMakesNoSenseIsLimited() {
        assertThat(Terminal.of("1", StandardCharsets.UTF_8, Map.of()).columns()).isEqualTo(Terminal.NARROWEST);
        assertThat(Terminal.of("99999", StandardCharsets.UTF_8, Map.of()).columns())
                .isEqualTo(Terminal.WIDEST);
        assertThat(Terminal.of("wide", StandardCharsets.UTF_8, Map.of()).columns())
                .isEqualTo(100);
    }
}
