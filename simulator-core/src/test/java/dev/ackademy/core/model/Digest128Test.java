package dev.ackademy.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Digest128Test {

    /// Published results of MurmurHash3_x64_128 with seed 0.
    @ParameterizedTest
    @CsvSource({
        "'', 00000000000000000000000000000000",
        "'hello', cbd8a7b341bd9b025b1e906a48ae1d19",
        "'hello, world', 342fac623a5ebc8e4cdcbc079642414d",
        "'19 Jan 2038 at 3:14:07 AM', b89e5988b737affc664fc2950231b2cb",
        "'The quick brown fox jumps over the lazy dog.', cd99481f9ee902c9695da1a38987b6e7"
    })
    void is_murmur3_as_published(String text, String digest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Digest128.of(bytes, 0, bytes.length)).hasToString(digest);
    }

    @Test
    void does_not_depend_on_how_the_bytes_are_cut() {
        byte[] bytes = new byte[100];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 37);
        }
        Digest128 whole = Digest128.of(bytes, 0, bytes.length);
        for (int piece = 1; piece < 40; piece++) {
            Digest128.Running running = new Digest128.Running();
            for (int at = 0; at < bytes.length; at += piece) {
                running.add(bytes, at, Math.min(piece, bytes.length - at));
            }
            assertThat(running.value()).as("pieces of %d", piece).isEqualTo(whole);
        }
    }
}
