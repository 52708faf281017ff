package dev.ackademy.core.node.jetstream;

import static dev.ackademy.core.node.jetstream.ServerBench.MILLI;
import static dev.ackademy.core.node.jetstream.ServerBench.SECOND;

import dev.ackademy.core.model.StreamEvent.DeliveriesExhausted;
import dev.ackademy.core.node.jetstream.ConsumerSettings.AckPolicy;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Settled;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Verb;
import dev.ackademy.core.node.jetstream.JetStreamSettings.Retention;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One check for each rule, or each part of a rule: whether a server keeps to it. With the rule switched off the same
/// check says no.
enum RuleCheck {
    J2(Rule.J2, "with replicas a PubAck comes when a quorum has the message", RuleCheck::quorum),
    J2_SYNC(null, "lost power takes what was acknowledged and not yet synced", RuleCheck::sync),
    J3(Rule.J3, "a message id is stored once within the window, whatever its subject", RuleCheck::dedup),
    J3_REBUILT(Rule.J3, "after a restart ids are known from the messages that are still stored", RuleCheck::rebuilt),
    J3_WINDOW(null, "after the window the id is new", RuleCheck::window),
    J4(Rule.J4, "an expected last sequence that is not the last refuses the message", RuleCheck::expected),
    J5_WORKQUEUE(Rule.J5, "a work queue removes what is acknowledged, and takes one consumer", RuleCheck::workQueue),
    J5_INTEREST(Rule.J5, "without a consumer nothing is kept by interest", RuleCheck::interest),
    J5_OLD(Rule.J5, "a full stream deletes its oldest message", RuleCheck::discardOld),
    J5_NEW(Rule.J5, "or refuses the new one", RuleCheck::discardNew),
    J5_AGE(Rule.J5, "messages go when they are too old", RuleCheck::age),
    J7(Rule.J7, "a consumer goes on where it was last written", RuleCheck::progress),
    J7_LOST(null, "what was acknowledged just before a kill is given again", RuleCheck::confirmedNotDurable),
    J8(Rule.J8, "the first backoff is the ack wait, the last one repeats", RuleCheck::backoff),
    J9(Rule.J9, "redeliveries go before new messages", RuleCheck::redeliveriesFirst),
    J9_PENDING(Rule.J9, "no new message while max-ack-pending are unacknowledged", RuleCheck::maxAckPending),
    J10(Rule.J10, "what expires together is given again in the order of the stream", RuleCheck::streamOrder),
    J11(Rule.J11, "what is given back goes to the end of the redelivery queue", RuleCheck::nakOrder),
    J11_DELAY(Rule.J11, "a delayed NAK stays pending until then", RuleCheck::nakDelay),
    J12(Rule.J12, "a late acknowledgement of an earlier delivery counts", RuleCheck::byStreamSequence),
    J12_WPI(Rule.J12, "+WPI begins the ack wait anew", RuleCheck::inProgress),
    J12_TERM(Rule.J12, "+TERM ends redelivery", RuleCheck::term),
    J12_ALL(null, "AckAll covers everything before it", RuleCheck::ackAll),
    J12_NONE(null, "AckNone takes what was given as done", RuleCheck::ackNone),
    J13(Rule.J13, "a double ack is confirmed", RuleCheck::doubleAck),
    J14(Rule.J14, "after max-deliver one advisory, and never again; the message stays", RuleCheck::maxDeliver),
    J15(Rule.J15, "a lost connection requeues nothing before the ack wait", RuleCheck::ackWaitOnly),
    J16(Rule.J16, "after a restart ended ack waits are looked for half a second later", RuleCheck::restored),
    J17(Rule.J17, "a pull is answered with at most its batch, shared with the others", RuleCheck::pulls),
    J20(null, "max-ack-pending 1 keeps the order over all readers", RuleCheck::strictOrder);

    /// The switch that makes the check fail, null where there is none.
    final Rule rule;

    private final String text;
    private final Predicate<Consumer<ServerBench.Set>> check;

    RuleCheck(Rule rule, String text, Predicate<Consumer<ServerBench.Set>> check) {
        this.rule = rule;
        this.text = text;
        this.check = check;
    }

    boolean holds() {
        return check.test(set -> {});
    }

    boolean holdsWithout(Rule off) {
        return check.test(set -> set.off.add(off));
    }

    @Override
    public String toString() {
        return name().split("_")[0] + " " + text;
    }

    private static ServerBench bench(Consumer<ServerBench.Set> change, Consumer<ServerBench.Set> own) {
        ServerBench.Set set = new ServerBench.Set();
        own.accept(set);
        change.accept(set);
        return new ServerBench(set);
    }

    private static boolean quorum(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> set.replicas = List.of(1, 2, 3));
        return nats.publish(nats.connect(), "a", null) == null;
    }

    private static boolean sync(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> set.syncEvery = SECOND);
        int client = nats.connect();
        nats.publish(client, 1);
        nats.pass(2 * SECOND + MILLI);
        boolean acknowledged = nats.publish(client, "a", null).sequence() == 2;
        nats.powerOff();
        boolean lost = nats.stored().equals(List.of(1L));
        ServerBench always = bench(change, set -> set.syncAlways = true);
        always.publish(always.connect(), 1);
        always.powerOff();
        return acknowledged && lost && always.stored().equals(List.of(1L));
    }

    private static boolean dedup(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> {});
        int client = nats.connect();
        nats.publish(client, "a", "id");
        var again = nats.publish(client, "b", "id");
        return again.duplicate() && again.sequence() == 1 && nats.stored().equals(List.of(1L));
    }

    private static boolean rebuilt(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> set.retention = Retention.WORKQUEUE);
        int client = nats.connect();
        nats.consumer(client, "c", false);
        nats.publish(client, "a", "done");
        nats.publish(client, "a", "waits");
        nats.pull(client, 1);
        nats.settle(client, Verb.ACK, 1);
        nats.crash();
        nats.start();
        int again = nats.connect();
        return nats.publish(again, "a", "waits").duplicate()
                && !nats.publish(again, "a", "done").duplicate();
    }

    private static boolean window(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> {});
        int client = nats.connect();
        nats.publish(client, "a", "id");
        nats.pass(2 * SECOND);
        return !nats.publish(client, "a", "id").duplicate();
    }

    private static boolean expected(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> {});
        int client = nats.connect();
        nats.publish(client, "a", null);
        nats.publish(client, "b", null);
        return nats.publish(client, "s.a", null, 1, -1).error() == NatsError.WRONG_LAST_SEQUENCE
                && nats.publish(client, "s.a", null, -1, 2).error() == NatsError.WRONG_LAST_SEQUENCE
                && nats.publish(client, "s.a", null, 2, 1).error() == NatsError.NONE;
    }

    private static boolean workQueue(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> set.retention = Retention.WORKQUEUE);
        int client = nats.connect();
        nats.consumer(client, "c", false);
        nats.publish(client, 2);
        nats.pull(client, 2);
        nats.settle(client, Verb.ACK, 1);
        return nats.stored().equals(List.of(2L))
                && nats.consumer(client, "d", false) == NatsError.MULTIPLE_NON_FILTERED;
    }

    private static boolean interest(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> set.retention = Retention.INTEREST);
        int client = nats.connect();
        boolean acknowledged = nats.publish(client, "a", null).error() == NatsError.NONE;
        boolean gone = nats.stored().isEmpty();
        nats.consumer(client, "c", false);
        nats.consumer(client, "d", false);
        nats.publish(client, 1);
        nats.pull(client, "d", 1);
        nats.pull(client, 1);
        nats.settle(client, Verb.ACK, 2);
        return acknowledged && gone && nats.stored().equals(List.of(2L));
    }

    private static boolean discardOld(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> set.maxMessages = 2);
        nats.publish(nats.connect(), 3);
        ServerBench perSubject = bench(change, set -> set.maxPerSubject = 1);
        int client = perSubject.connect();
        perSubject.publish(client, "a", null);
        perSubject.publish(client, "b", null);
        perSubject.publish(client, "a", null);
        return nats.stored().equals(List.of(2L, 3L)) && perSubject.stored().equals(List.of(2L, 3L));
    }

    private static boolean discardNew(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> {
            set.maxMessages = 1;
            set.discardNew = true;
        });
        int client = nats.connect();
        nats.publish(client, 1);
        return nats.publish(client, "a", null).error() == NatsError.MAXIMUM_MESSAGES_EXCEEDED;
    }

    private static boolean age(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> set.maxAge = SECOND);
        int client = nats.connect();
        nats.publish(client, 1);
        nats.pass(SECOND / 2);
        nats.publish(client, 1);
        nats.pass(SECOND / 2);
        return nats.stored().equals(List.of(2L));
    }

    /// A consumer with five messages, which one connection has pulled.
    private static ServerBench pulled(Consumer<ServerBench.Set> change, Consumer<ServerBench.Set> own, int batch) {
        ServerBench nats = bench(change, own);
        int client = nats.connect();
        nats.consumer(client, "c", false);
        nats.publish(client, 5);
        nats.pull(client, batch);
        return nats;
    }

    private static final int CLIENT = 101;

    private static boolean progress(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 2);
        nats.settle(CLIENT, Verb.ACK, 1);
        nats.pass(SECOND / 2);
        nats.crash();
        nats.start();
        int again = nats.connect();
        nats.pull(again, 1);
        nats.pass(2 * SECOND);
        nats.pull(again, 1);
        return nats.given(again).equals("3 2'2");
    }

    private static boolean confirmedNotDurable(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 2);
        nats.pass(SECOND / 2);
        nats.settle(CLIENT, Verb.ACK, 1, 1, 0, true);
        boolean confirmed = nats.inbox.get(CLIENT).getLast() instanceof Settled;
        nats.crash();
        nats.start();
        int again = nats.connect();
        nats.pass(2 * SECOND);
        nats.pull(again, 1);
        return confirmed && nats.given(again).equals("1'2");
    }

    private static boolean backoff(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> set.backoff = List.of(300 * MILLI, 900 * MILLI));
        int client = nats.connect();
        nats.consumer(client, "c", false);
        nats.publish(client, 1);
        for (int i = 0; i < 4; i++) {
            nats.pull(client, 1);
        }
        nats.pass(300 * MILLI);
        boolean first = nats.given(client).equals("1 1'2");
        nats.pass(899 * MILLI);
        boolean waits = nats.given(client).equals("1 1'2");
        nats.pass(MILLI);
        boolean second = nats.given(client).equals("1 1'2 1'3");
        nats.pass(900 * MILLI);
        return first && waits && second && nats.given(client).equals("1 1'2 1'3 1'4");
    }

    private static boolean redeliveriesFirst(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 1);
        nats.settle(CLIENT, Verb.NAK, 1);
        nats.pull(CLIENT, 2);
        return nats.given(CLIENT).equals("1 1'2 2");
    }

    private static boolean maxAckPending(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> set.maxAckPending = 2, 5);
        boolean stalls = nats.given(CLIENT).equals("1 2");
        nats.pull(CLIENT, 5);
        nats.settle(CLIENT, Verb.ACK, 1);
        return stalls && nats.given(CLIENT).equals("1 2 3");
    }

    private static boolean streamOrder(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 3);
        nats.settle(CLIENT, Verb.ACK, 3);
        nats.settle(CLIENT, Verb.NAK, 2);
        nats.settle(CLIENT, Verb.NAK, 1);
        nats.pull(CLIENT, 2);
        nats.pass(SECOND);
        nats.pull(CLIENT, 2);
        return nats.given(CLIENT).equals("1 2 3 2'2 1'2 1'3 2'3");
    }

    private static boolean nakOrder(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 3);
        nats.settle(CLIENT, Verb.NAK, 3);
        nats.settle(CLIENT, Verb.NAK, 1);
        nats.pull(CLIENT, 2);
        return nats.given(CLIENT).equals("1 2 3 3'2 1'2");
    }

    private static boolean nakDelay(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> set.maxAckPending = 1, 1);
        nats.settle(CLIENT, Verb.NAK, 1, 1, 500 * MILLI, false);
        nats.pull(CLIENT, 5);
        boolean waits = nats.given(CLIENT).equals("1");
        nats.pass(499 * MILLI);
        boolean still = nats.given(CLIENT).equals("1");
        nats.pass(MILLI);
        return waits && still && nats.given(CLIENT).equals("1 1'2");
    }

    private static boolean byStreamSequence(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 1);
        nats.settle(CLIENT, Verb.ACK, 99);
        nats.pass(SECOND);
        int other = nats.connect();
        nats.pull(other, 1);
        nats.settle(CLIENT, Verb.ACK, 1, 1, 0, false);
        return nats.given(other).equals("1'2") && nats.progress().pending.isEmpty();
    }

    private static boolean inProgress(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 1);
        nats.pull(CLIENT, 1);
        nats.settle(CLIENT, Verb.ACK, 2);
        nats.pass(600 * MILLI);
        nats.settle(CLIENT, Verb.WPI, 1);
        nats.pass(600 * MILLI);
        boolean waits = nats.stream().consumers.get("c").redelivery.isEmpty();
        nats.pass(400 * MILLI);
        return waits && nats.stream().consumers.get("c").redelivery.contains(1L);
    }

    private static boolean term(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 1);
        nats.settle(CLIENT, Verb.TERM, 1);
        nats.pass(2 * SECOND);
        return nats.progress().pending.isEmpty()
                && nats.stream().consumers.get("c").redelivery.isEmpty()
                && nats.stored().contains(1L);
    }

    private static boolean ackAll(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> set.ack = AckPolicy.ALL, 4);
        nats.settle(CLIENT, Verb.ACK, 3);
        return List.copyOf(nats.progress().pending.keySet()).equals(List.of(4L))
                && nats.progress().floor() == 3;
    }

    private static boolean ackNone(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> set.ack = AckPolicy.NONE, 5);
        nats.pass(5 * SECOND);
        int other = nats.connect();
        nats.pull(other, 5);
        return nats.given(CLIENT).equals("1 2 3 4 5") && nats.given(other).isEmpty();
    }

    private static boolean doubleAck(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 1);
        nats.settle(CLIENT, Verb.ACK, 1, 1, 0, true);
        return nats.inbox.get(CLIENT).getLast() instanceof Settled settled && settled.sequence() == 1;
    }

    private static boolean maxDeliver(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(
                change,
                set -> {
                    set.maxDeliver = 3;
                    set.ackWait = 500 * MILLI;
                },
                5);
        List.of(1L, 3L, 4L, 5L).forEach(sequence -> nats.settle(CLIENT, Verb.ACK, sequence));
        for (int i = 0; i < 4; i++) {
            nats.pull(CLIENT, 1);
            nats.pass(600 * MILLI);
        }
        return nats.given(CLIENT).equals("1 2 3 4 5 2'2 2'3")
                && nats.recorded(DeliveriesExhausted.class).size() == 1
                && nats.progress().floor() == 5
                && nats.stored().size() == 5;
    }

    private static boolean ackWaitOnly(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 1);
        nats.closed(CLIENT);
        int other = nats.connect();
        nats.pull(other, 1);
        nats.pull(other, 1);
        boolean waits = nats.given(other).equals("2 3");
        nats.pull(other, 5);
        nats.pull(other, 5);
        nats.pass(SECOND);
        return waits && nats.given(other).contains("1'2");
    }

    private static boolean restored(Consumer<ServerBench.Set> change) {
        ServerBench nats = pulled(change, set -> {}, 1);
        nats.pass(SECOND / 2);
        nats.crash();
        nats.pass(2 * SECOND);
        nats.start();
        int again = nats.connect();
        nats.pass(MILLI);
        nats.pull(again, 1);
        boolean waits = nats.given(again).equals("2");
        nats.pass(SECOND / 2);
        nats.pull(again, 1);
        return waits && nats.given(again).equals("2 1'2");
    }

    private static boolean pulls(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> {});
        int one = nats.connect();
        int other = nats.connect();
        nats.publish(one, 3);
        nats.consumer(one, "c", false);
        nats.pull(one, 2);
        boolean batch = nats.given(one).equals("1 2");
        nats.pull(other, 1);
        nats.pull(one, 5);
        nats.pull(other, 5);
        nats.publish(one, 2);
        return batch && nats.given(other).equals("3 5") && nats.given(one).equals("1 2 4");
    }

    private static boolean strictOrder(Consumer<ServerBench.Set> change) {
        ServerBench nats = bench(change, set -> set.maxAckPending = 1);
        int one = nats.connect();
        int other = nats.connect();
        nats.consumer(one, "c", false);
        nats.pull(one, 5);
        nats.pull(other, 5);
        nats.publish(one, 3);
        boolean first = nats.given(one).equals("1") && nats.given(other).isEmpty();
        nats.settle(one, Verb.ACK, 1);
        return first && nats.given(other).equals("2") && nats.given(one).equals("1");
    }
}
