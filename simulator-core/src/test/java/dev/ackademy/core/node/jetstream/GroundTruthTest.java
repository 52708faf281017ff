package dev.ackademy.core.node.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.StreamEvent.DeliveriesExhausted;
import dev.ackademy.core.model.StreamEvent.MessagesAcknowledged;
import dev.ackademy.core.node.jetstream.ConsumerSettings.AckPolicy;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Verb;
import dev.ackademy.core.node.jetstream.JetStreamSettings.Retention;
import dev.ackademy.core.truth.Seen;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a real nats-server was seen to do, asked of one virtual server by clients that speak to it themselves. What
/// needs a client library or time on the way is asked by `engine.NatsGroundTruthTest`.
class GroundTruthTest {

    private static final long SECOND = ServerBench.SECOND;
    private static final long MILLI = ServerBench.MILLI;

    private int client;

    private ServerBench server(Consumer<ServerBench.Set> own) {
        ServerBench.Set set = new ServerBench.Set();
        own.accept(set);
        ServerBench nats = new ServerBench(set);
        client = nats.connect();
        return nats;
    }

    /// A consumer and so many messages.
    private ServerBench filled(int count, boolean push, Consumer<ServerBench.Set> own) {
        ServerBench nats = server(own);
        nats.consumer(client, "c", push);
        nats.publish(client, count);
        return nats;
    }

    private void acknowledge(ServerBench nats, long... sequences) {
        for (long sequence : sequences) {
            nats.settle(client, Verb.ACK, sequence);
        }
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /// The fourth of the line is the third of ten here: the first five were fetched, 3 is acknowledged with
    /// what is before it.
    @Test
    @Seen("nats j3")
    void j3_ack_all_leaves_only_what_lies_behind_it() {
        ServerBench nats = filled(10, false, set -> set.ack = AckPolicy.ALL);
        nats.pull(client, 5);
        acknowledge(nats, 3);
        nats.closed(client);
        nats.pass(SECOND);
        int next = nats.connect();
        nats.pull(next, 10);
        assertThat(nats.given(next)).isEqualTo("4'2 5'2 6 7 8 9 10");
    }

    @Test
    @Seen("nats j6")
    void j6_a_nak_comes_behind_what_is_on_its_way_to_a_push_consumer() {
        ServerBench nats = filled(6, true, set -> {});
        nats.settle(client, Verb.NAK, 2);
        assertThat(nats.given(client)).isEqualTo("1 2 3 4 5 6 2'2");
    }

    @Test
    @Seen("nats j7")
    void j7_a_nak_with_a_delay_waits_for_it() {
        ServerBench nats = filled(6, true, set -> {});
        nats.settle(client, Verb.NAK, 2, 2, 500 * MILLI, false);
        nats.pass(499 * MILLI);
        assertThat(nats.given(client)).isEqualTo("1 2 3 4 5 6");
        nats.pass(MILLI);
        assertThat(nats.given(client)).isEqualTo("1 2 3 4 5 6 2'2");
    }

    @Test
    @Seen("nats j8")
    void j8_with_one_pending_the_delay_holds_up_everything() {
        ServerBench nats = filled(6, true, set -> set.maxAckPending = 1);
        acknowledge(nats, 1);
        nats.settle(client, Verb.NAK, 2, 2, 500 * MILLI, false);
        nats.pass(499 * MILLI);
        assertThat(nats.given(client)).isEqualTo("1 2");
        nats.pass(MILLI);
        acknowledge(nats, 2, 3, 4, 5);
        assertThat(nats.given(client)).isEqualTo("1 2 2'2 3 4 5 6");
    }

    @Test
    @Seen("nats j14")
    void j14_term_is_told_and_the_message_stays() {
        ServerBench nats = filled(4, true, set -> {});
        nats.settle(client, Verb.TERM, 2);
        acknowledge(nats, 1, 3, 4);
        nats.pass(5 * SECOND);
        assertThat(nats.given(client)).isEqualTo("1 2 3 4");
        assertThat(nats.recorded(MessagesAcknowledged.class))
                .filteredOn(each -> each.how().equals("term"))
                .hasSize(1);
        assertThat(nats.stored()).isEqualTo(range(1, 4));
    }

    @Test
    @Seen("nats j15")
    void j15_max_deliver_1_is_at_most_once() {
        ServerBench nats = filled(4, true, set -> {
            set.maxDeliver = 1;
            set.ackWait = 500 * MILLI;
        });
        acknowledge(nats, 1, 3, 4);
        nats.pass(5 * SECOND);
        assertThat(nats.given(client)).isEqualTo("1 2 3 4");
    }

    @Test
    @Seen("nats j16")
    void j16_backoff_is_the_wait_after_each_delivery() {
        ServerBench nats = filled(1, true, set -> {
            set.backoff = List.of(300 * MILLI, 900 * MILLI);
            set.maxDeliver = 3;
        });
        nats.pass(299 * MILLI);
        assertThat(nats.given(client)).isEqualTo("1");
        nats.pass(MILLI);
        assertThat(nats.given(client)).isEqualTo("1 1'2");
        nats.pass(899 * MILLI);
        assertThat(nats.given(client)).isEqualTo("1 1'2");
        nats.pass(MILLI);
        assertThat(nats.given(client)).isEqualTo("1 1'2 1'3");
        nats.pass(60 * SECOND);
        assertThat(nats.given(client)).isEqualTo("1 1'2 1'3");
        assertThat(nats.recorded(DeliveriesExhausted.class)).hasSize(1);
    }

    @Test
    @Seen("nats k6")
    void k6_a_message_id_is_one_for_all_subjects_and_payloads() {
        ServerBench nats = server(set -> {});
        nats.publish(client, "a", "id");
        assertThat(nats.publish(client, "b", "id").duplicate()).isTrue();
        assertThat(nats.stored()).isEqualTo(range(1, 1));
    }

    /// The slow writer expects that nobody has written since it looked.
    @Test
    @Seen("nats l3")
    void l3_an_expected_sequence_refuses_the_late_writer() {
        ServerBench nats = server(set -> {});
        nats.publish(client, "s.a", null, -1, 0);
        assertThat(nats.publish(client, "s.a", null, -1, 0).error()).isEqualTo(NatsError.WRONG_LAST_SEQUENCE);
        assertThat(nats.stored()).isEqualTo(range(1, 1));
    }

    @Test
    @Seen("nats n3")
    void n3_acknowledgements_just_before_a_kill_are_forgotten() {
        ServerBench nats = filled(10, false, set -> {});
        nats.pull(client, 10);
        acknowledge(nats, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        nats.crash();
        nats.start();
        int next = nats.connect();
        nats.publish(next, 5);
        nats.pull(next, 100);
        assertThat(nats.given(next)).isEqualTo("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15");
    }

    @Test
    @Seen("nats o1")
    void o1_a_full_stream_that_discards_the_old_loses_it_without_an_error() {
        ServerBench nats = filled(5, false, set -> set.maxMessages = 10);
        nats.pull(client, 5);
        acknowledge(nats, 1, 2, 3, 4, 5);
        for (int i = 0; i < 30; i++) {
            assertThat(nats.publish(client, "k", null).error()).isEqualTo(NatsError.NONE);
        }
        nats.pull(client, 100);
        assertThat(nats.given(client)).isEqualTo("1 2 3 4 5 26 27 28 29 30 31 32 33 34 35");
    }

    @Test
    @Seen("nats o4")
    void o4_a_work_queue_has_one_consumer_without_a_filter() {
        ServerBench nats = server(set -> set.retention = Retention.WORKQUEUE);
        nats.consumer(client, "c", false);
        assertThat(nats.consumer(client, "d", false)).isEqualTo(NatsError.MULTIPLE_NON_FILTERED);
        assertThat(NatsError.MULTIPLE_NON_FILTERED.text())
                .isEqualTo("10099 multiple non-filtered consumers not allowed on workqueue stream");
    }

    @Test
    @Seen("nats q4")
    void q4_a_late_consumer_begins_with_the_last_of_each_subject() {
        ServerBench nats = server(set -> set.start = "last-per-subject");
        for (int i = 0; i < 10; i++) {
            nats.publish(client, i % 2 == 0 ? "a" : "b", null);
        }
        nats.consumer(client, "c", true);
        nats.publish(client, 3);
        assertThat(nats.given(client).replaceAll("'\\d", "")).isEqualTo("9 10 11 12 13");
    }
}
