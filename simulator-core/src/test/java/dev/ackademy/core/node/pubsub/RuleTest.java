package dev.ackademy.core.node.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.SubjectEvent.MessageDropped;
import dev.ackademy.core.model.SubjectEvent.SlowConsumerCut;
import dev.ackademy.core.node.Alone;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.pubsub.PubSubFrame.Publish;
import dev.ackademy.core.node.pubsub.PubSubFrame.Subscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Rule J1 at one server: the test is its clients, each connection a process of the same number.
class RuleTest extends Alone {

    private final List<Integer> sentTo = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private PubSubServer server = server();

    RuleTest() {
        super(1);
    }

    private static PubSubServer server(Rule... off) {
        return new PubSubServer(new PubSubSettings(List.of(1), 2, new TreeSet<>(List.of(off))));
    }

    private void subscribe(int process, String pattern, String group) {
        server.on(new Input.Arrived(process, process, new Subscribe(1, "t", pattern, group)), this);
    }

    private void publish(String subject) {
        Message message = new Message(
                new Operation("A", 1, OperationKind.CREATE),
                new Payload(Payload.Form.FULL, new TreeMap<>(), 0),
                1,
                "test",
                null,
                0);
        server.on(new Input.Arrived(9, 9, new Publish(1, "t", subject, message)), this);
    }

    @Test
    void j1_without_a_listener_a_message_is_dropped() {
        publish("t");
        assertThat(sentTo).isEmpty();
        assertThat(recorded).singleElement().isInstanceOf(MessageDropped.class);
    }

    @Test
    void j1_one_member_of_each_queue_group_gets_it() {
        subscribe(2, "t", "g");
        subscribe(3, "t", "g");
        subscribe(4, "t", "h");
        publish("t");
        assertThat(sentTo).containsExactly(2, 4);
        server = server(Rule.J1_GROUP);
        sentTo.clear();
        subscribe(2, "t", "g");
        subscribe(3, "t", "g");
        publish("t");
        assertThat(sentTo).as("without the rule").containsExactly(2, 3);
    }

    @Test
    void j1_wildcards_stand_for_one_token_or_the_rest() {
        subscribe(2, "t.*", "g");
        subscribe(3, "t.>", "h");
        publish("t.a.b");
        publish("t.a");
        assertThat(sentTo).containsExactly(3, 2, 3);
    }

    @Test
    void j1_a_client_that_takes_nothing_is_cut_off() {
        slow();
        assertThat(closed).containsExactly(2);
        assertThat(recorded).anyMatch(SlowConsumerCut.class::isInstance);
        server = server(Rule.J1_SLOW);
        closed.clear();
        slow();
        assertThat(closed).as("without the rule").isEmpty();
    }

    private void slow() {
        subscribe(2, "t", "g");
        server.on(new Input.Silent(2), this);
        publish("t");
        publish("t");
        publish("t");
    }

    @Override
    protected void fired(Timer timer) {
        server.on(new Input.Fired(timer), this);
    }

    @Override
    public void close(int connection) {
        closed.add(connection);
    }

    @Override
    public void send(int connection, Frame frame) {
        sentTo.add(connection);
    }
}
