package dev.ackademy.core.node.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.core.model.Entry;
import dev.ackademy.core.node.BrokerClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a node may not keep: each is refused with the class and the field.
@SuppressWarnings("unused")
class RefusedStateTest {

    static final class Lambda {
        private Supplier<String> kept;
    }

    static final class OwnLambda {
        private BrokerClient.Application kept;
    }

    static final class Walk {
        private Iterator<String> kept;
    }

    static final class Hashed {
        private HashMap<String, String> kept;
    }

    static final class AnyCollection {
        private Collection<String> kept;
    }

    static final class Heap {
        private PriorityQueue<String> kept;
    }

    static final class Maybe {
        private Optional<String> kept;
    }

    static final class Dice {
        private Random kept;
    }

    static final class Anything {
        private Object kept;
    }

    static final class Forgotten {
        private transient int kept;
    }

    static final class Hidden {
        private static int kept;
    }

    static final class Setting {
        private final int kept = Integer.parseInt("1");
    }

    static class Open {
        private int kept;
    }

    static final class HoldsOpen {
        private Open kept;
    }

    static final class Raw {
        @SuppressWarnings("rawtypes")
        private List kept;
    }

    static final class Nested {
        private TreeMap<String, List<Thread>> kept;
    }

    static final class Unordered {
        private TreeSet<Walk> kept;
    }

    static final class MarkedText {
        @Entry
        private String kept;
    }

    static final class Generic<T> {
        private T kept;
    }

    final class Inner {
        private int kept;

        int outer() {
            return hashCode() + RefusedStateTest.this.hashCode();
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Lambda.class,
                OwnLambda.class,
                Walk.class,
                Hashed.class,
                AnyCollection.class,
                Heap.class,
                Maybe.class,
                Dice.class,
                Anything.class,
                Forgotten.class,
                Hidden.class,
                Setting.class,
                HoldsOpen.class,
                Raw.class,
                Nested.class,
                Unordered.class,
                MarkedText.class,
                Generic.class
            })
    void names_class_and_field(Class<?> type) {
        assertThat(StateCheck.problems(List.of(type)))
                .singleElement()
                .asString()
                .startsWith(type.getName() + ".kept: ");
    }

    @Test
    void inner_and_open_classes_are_refused_themselves() {
        assertThat(StateCheck.problems(List.of(Inner.class)))
                .singleElement()
                .asString()
                .contains("make it static");
        assertThat(StateCheck.problems(List.of(Open.class)))
                .singleElement()
                .asString()
                .contains("is not final");
    }

    static final class Leaf {
        private int value;
    }

    static final class Twice {
        private final ArrayList<Leaf> leaves = new ArrayList<>();
        private TreeMap<String, Integer> sorted = new TreeMap<>();
        private BrokerClient client;
    }

    @Test
    void one_object_in_two_places_is_refused() {
        Twice it = new Twice();
        Leaf leaf = new Leaf();
        it.leaves.add(leaf);
        StateOut.exact().state(it).toBytes();
        it.leaves.add(leaf);
        assertThatThrownBy(() -> StateOut.exact().state(it))
                .isInstanceOf(NotState.class)
                .hasMessageContaining("Twice.leaves")
                .hasMessageContaining("reached twice");
    }

    @Test
    void a_comparator_is_refused() {
        Twice it = new Twice();
        it.sorted = new TreeMap<>(Collections.reverseOrder());
        assertThatThrownBy(() -> StateOut.exact().state(it))
                .isInstanceOf(NotState.class)
                .hasMessageContaining("Twice.sorted")
                .hasMessageContaining("comparator");
    }
}
