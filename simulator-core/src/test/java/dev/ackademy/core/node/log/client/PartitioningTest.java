package dev.ackademy.core.node.log.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitioningTest {

    /// The vectors that Kafka itself is tested with.
    @ParameterizedTest
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971",
        "abc, 479470107"
    })
    void k27_murmur2HasKafkasValues(String key, int hash) {
        assertThat(Murmur2.hash(key.getBytes(StandardCharsets.UTF_8))).isEqualTo(hash);
    }

    @Test
    void k27_theSignBitIsClearedAndNotTheSignTurned() {
        assertThat(Murmur2.positive(-973932308)).isEqualTo(1173551340);
        assertThat(Murmur2.positive(Integer.MIN_VALUE)).isZero();
        assertThat(Murmur2.partition("21", 10)).isZero();
    }

    /// f1: of 20 keys 16 move when a fourth partition is added, nearly all between old ones.
    @Test
    void f1_addingAPartitionMovesMostKeys() {
        long moved = java.util.stream.IntStream.range(0, 20)
                .mapToObj(number -> "k" + number)
                .filter(key -> Murmur2.partition(key, 3) != Murmur2.partition(key, 4))
                .count();
        assertThat(moved).isBetween(12L, 18L);
    }

    @ParameterizedTest
    @CsvSource({"17, 17", "order-17, 17", "A, 1", "D, 4", "customer-d, 4", "007, 7", "order-, 45"})
    void modulo_readsTheNumberOfAKey(String key, long number) {
        assertThat(Partitioning.number(key)).isEqualTo(number);
    }

    @Test
    void withoutAKeyTheChoiceSticksForABatch() {
        Partitioning partitioning = new Partitioning();
        StringBuilder chosen = new StringBuilder();
        for (int record = 0; record < 7; record++) {
            chosen.append(partitioning.partition("orders", null, "murmur2", 3, 2));
        }
        assertThat(chosen).hasToString("0011220");
    }
}
