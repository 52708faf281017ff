package dev.ackademy.core.node.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StateRoundTripTest {

    interface Letter {
        String text();

        int size();
    }

    record Short(String text, int size) implements Letter {}

    record Long2(List<Letter> inner) implements Letter {
        @Override
        public String text() {
            return "";
        }

        @Override
        public int size() {
            return inner.size();
        }
    }

    static final class Session {
        private int number;
        private String owner;
        private final TreeSet<String> locks = new TreeSet<>();
    }

    static final class Client {
        @Fixed
        private final String setting;

        private long sent;

        Client(String setting) {
            this.setting = setting;
        }
    }

    static final class Everything {
        @Fixed
        private final String name;

        private boolean flag;
        private byte small;
        private short shorter;
        private char letter;
        private int whole;
        private long wide;
        private float real;
        private double precise;
        private Integer boxed;
        private Boolean asked;
        private String text;
        private Certainty word;
        private Operation operation;
        private Payload payload;
        private Step step;
        private Letter letterBox;
        private int[] numbers;
        private long[][] table;
        private final boolean[] flags = new boolean[3];
        private String[] words;
        private List<Operation> operations = new ArrayList<>();
        private final ArrayDeque<Letter> queue = new ArrayDeque<>();
        private final TreeMap<TopicPartition, ArrayList<Operation>> logs = new TreeMap<>();
        private final LinkedHashMap<String, Session> sessions = new LinkedHashMap<>();
        private final TreeMap<String, Client> clients = new TreeMap<>();
        private final Client own;

        Everything(String name) {
            this.name = name;
            this.own = new Client(name);
            clients.put("db", new Client("db of " + name));
        }
    }

    private static Everything filled() {
        Everything it = new Everything("a");
        it.flag = true;
        it.small = -7;
        it.shorter = -300;
        it.letter = 'é';
        it.whole = Integer.MIN_VALUE;
        it.wide = Long.MAX_VALUE;
        it.real = 1.5f;
        it.precise = -0.1;
        it.boxed = 5;
        it.asked = false;
        it.text = "Zoë \uD800 \uD83D\uDE00 \u0000";
        it.word = Certainty.MAYBE_DONE;
        it.operation = new Operation("A", 2, OperationKind.UPDATE);
        it.payload = new Payload(Payload.Form.FULL, new TreeMap<>(java.util.Map.of("x", "1")), 5);
        it.step = new Step.Transaction("db", List.of(new Step.Inbox("db", "id"), new Step.Acknowledge(true, false)));
        it.letterBox = new Long2(Arrays.asList(new Short("x", 1), null));
        it.numbers = new int[] {1, -1};
        it.table = new long[][] {{1}, null, {2, 3}};
        it.flags[1] = true;
        it.words = new String[] {"a", null};
        it.operations.add(null);
        it.operations.add(it.operation);
        it.queue.add(new Short("q", 9));
        it.logs.put(new TopicPartition("orders", 1), new ArrayList<>(List.of(it.operation)));
        Session session = new Session();
        session.number = 4;
        session.owner = "shop.1";
        session.locks.add("A");
        it.sessions.put("z", session);
        it.sessions.put("a", null);
        it.clients.get("db").sent = 3;
        it.own.sent = 8;
        return it;
    }

    @Test
    void every_field_comes_back_and_settings_stay() {
        byte[] bytes = StateOut.exact().state(filled()).toBytes();
        Everything other = new Everything("b");
        other.queue.add(new Short("left over", 1));
        StateIn in = new StateIn(bytes);
        in.state(other);

        assertThat(in.atEnd()).isTrue();
        assertThat(StateOut.exact().state(other).toBytes()).isEqualTo(bytes);
        assertThat(other.name).isEqualTo("b");
        assertThat(other.own.setting).isEqualTo("b");
        assertThat(other.own.sent).isEqualTo(8);
        assertThat(other.clients.get("db").setting).isEqualTo("db of b");
        assertThat(other)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("name", ".*setting")
                .isEqualTo(filled());
        assertThat(other.sessions.keySet()).containsExactly("z", "a");
    }

    @Test
    void an_object_with_settings_must_be_there_to_be_read_into() {
        Everything it = filled();
        it.clients.put("other", new Client("new"));
        byte[] bytes = StateOut.exact().state(it).toBytes();
        assertThatThrownBy(() -> new StateIn(bytes).state(new Everything("b")))
                .isInstanceOf(NotState.class)
                .hasMessageContaining("Everything.clients")
                .hasMessageContaining("@Fixed settings");
    }

    @Test
    void bytes_that_are_cut_or_of_another_class_are_refused() {
        byte[] bytes = StateOut.exact().state(filled()).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> new StateIn(cut).state(new Everything("b")))
                    .as("cut to %d", length)
                    .isInstanceOf(NotState.class);
        }
        assertThatThrownBy(() -> new StateIn(bytes).state(new Session()))
                .isInstanceOf(NotState.class)
                .hasMessageContaining("not a state of");
    }

    @Test
    void values_of_unknown_class_carry_their_tag() {
        StateOut out = StateOut.exact();
        List<Object> values = Arrays.asList(
                new Short("x", 1),
                null,
                Certainty.DONE,
                "text",
                5,
                6L,
                true,
                new Operation("A", 1, OperationKind.CREATE));
        values.forEach(out::value);
        StateIn in = new StateIn(out.toBytes());
        for (Object value : values) {
            assertThat(in.value()).isEqualTo(value);
        }
    }
}
