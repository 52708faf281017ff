package dev.ackademy.core.trace.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void it_says_what_a_tree_map_says_and_no_version_ever_changes(long seed) {
        Random random = new Random(seed);
        Table<Integer, String> table = Table.empty();
        TreeMap<Integer, String> map = new TreeMap<>();
        List<Table<Integer, String>> versions = new ArrayList<>();
        List<TreeMap<Integer, String>> copies = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int key = random.nextInt(300);
            switch (random.nextInt(40)) {
                case 0 -> {
                    table = table.below(key);
                    map = new TreeMap<>(map.headMap(key));
                }
                case 1 -> {
                    table = table.from(key);
                    map = new TreeMap<>(map.tailMap(key));
                }
                case 2, 3, 4, 5, 6, 7, 8 -> {
                    table = table.without(key);
                    map.remove(key);
                }
                default -> {
                    table = table.with(key, "v" + i);
                    map.put(key, "v" + i);
                }
            }
            assertThat(table.get(key)).isEqualTo(map.get(key));
            if (i % 50 == 0) {
                versions.add(table);
                copies.add(new TreeMap<>(map));
            }
        }
        for (int i = 0; i < versions.size(); i++) {
            assertSame(versions.get(i), copies.get(i));
        }
    }

    private static void assertSame(Table<Integer, String> table, TreeMap<Integer, String> map) {
        assertThat(table.size()).isEqualTo(map.size());
        assertThat(table.keys()).containsExactlyElementsOf(map.keySet());
        assertThat(table.values()).containsExactlyElementsOf(map.values());
        assertThat(table.toString()).isEqualTo(map.toString());
        if (!map.isEmpty()) {
            assertThat(table.first())
                    .isEqualTo(Map.entry(map.firstKey(), map.firstEntry().getValue()));
            assertThat(table.last())
                    .isEqualTo(Map.entry(map.lastKey(), map.lastEntry().getValue()));
        }
    }

    @Test
    void equality_goes_by_content_not_by_how_it_came_about() {
        Table<Integer, String> up = Table.empty();
        Table<Integer, String> down = Table.empty();
        for (int i = 0; i < 100; i++) {
            up = up.with(i, "v");
            down = down.with(99 - i, "v");
        }
        assertThat(up).isEqualTo(down).hasSameHashCodeAs(down);
        assertThat(up.with(7, "w")).isNotEqualTo(down);
        assertThat(up.without(7)).isNotEqualTo(down);
    }

    @Test
    void a_hundred_thousand_keys_in_order_stay_a_shallow_tree() {
        Table<Integer, Integer> table = Table.empty();
        for (int i = 0; i < 100_000; i++) {
            table = table.with(i, i);
        }
        assertThat(table.height()).isLessThan(40);
    }
}
