package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Network.Rule;
import dev.ackademy.core.model.LogEvent.RecordAppended;
import dev.ackademy.core.model.NetworkEvent.ConnectionCut;
import dev.ackademy.core.model.NetworkEvent.ConnectionOpened;
import dev.ackademy.core.model.NetworkEvent.FrameArrived;
import dev.ackademy.core.model.NetworkEvent.FrameLost;
import dev.ackademy.core.model.NetworkEvent.FrameSent;
import dev.ackademy.core.model.NetworkEvent.RequestRefused;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the network (N1-N8), each by its number: that it holds, and that it is the rule that does it.
class NetworkRuleTest {

    private static final long MILLI = 1000;

    /// Five requests are under way at once, in one connection.
    private static final String FIVE = """
            scenario: 1
            title: Five in flight
            broker: {link: {latency: 20ms, jitter: 15ms}}
            topics: {orders: {}}
            processes:
              shop:
                reads: {workload: {keys: [A, D, E, F, G], every: 1ms, start: 500ms}}
                steps: [{publish: {topic: orders, await: none}}]
                producer: {idempotence: false, acks: 1, in-flight: 5}
            """;

    /// The followers are far away, so that an answer takes long.
    private static final String SLOW_ACKS = """
            scenario: 1
            title: The answer takes long
            broker: {nodes: 2}
            links: [{between: [B1, B2], latency: 200ms}]
            topics: {orders: {replicas: 2, min-insync: 2}}
            processes:
              shop:
                reads: {workload: {keys: [A, D], every: 1ms, start: 2s}}
                steps: [{publish: {topic: orders, await: none}}]
                producer: {idempotence: false, acks: all, in-flight: 5}
            """;

    private static Story run(String text, String fault, Set<Rule> off) {
        return Story.without(off, Story.set(text, "faults=[" + fault + "]"));
    }

    private static boolean holds(Rule rule, Set<Rule> off) {
        return switch (rule) {
            case N1 -> arrivesInOrder(Story.without(off, Story.scenario(FIVE)));
            case N2 -> endsTheConnection(run(FIVE, "{cut: {request: produce, message: \"A#1\"}}", off));
            case N3 -> losesTheRequest(run(FIVE, "{cut: {request: produce, lose: request, message: \"A#1\"}}", off));
            case N4 -> holdsTheBytes(run(FIVE, "{stall: {request: produce, message: \"A#1\", for: 700ms}}", off));
            case N5 -> doesNothing(run(FIVE, "{refuse: {request: produce, message: \"A#1\"}}", off));
            case N8 -> accountsForAll(Story.without(off, Story.scenario(FIVE)));
            case N6 -> answersInOrder(run(SLOW_ACKS, "{refuse: {request: produce, message: \"D#1\"}}", off));
        };
    }

    @ParameterizedTest
    @EnumSource
    void the_rule_holds(Rule rule) {
        assertThat(holds(rule, Set.of())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void its_check_fails_when_it_is_switched_off(Rule rule) {
        boolean holds;
        try {
            holds = holds(rule, Set.of(rule));
        } catch (IllegalStateException _) {
            holds = false; // a request that is refused and done all the same has two answers
        }
        assertThat(holds).isFalse();
    }

    /// N1: within each direction of each connection, what arrives was sent in this order.
    private static boolean arrivesInOrder(Story story) {
        TreeMap<String, Integer> last = new TreeMap<>();
        for (TraceEntry arrived : story.all(FrameArrived.class)) {
            FrameArrived frame = (FrameArrived) arrived.event();
            int sent = arrived.causes()[0];
            Integer before = last.put(frame.connection() + " to " + arrived.node(), sent);
            if (before != null && before > sent) {
                return false;
            }
        }
        return true;
    }

    /// N2: nothing arrives in a connection after its cut, and what was under way is lost.
    private static boolean endsTheConnection(Story story) {
        TraceEntry cut = story.one(ConnectionCut.class);
        int connection = ((ConnectionCut) cut.event()).connection();
        boolean silent = story.all(FrameArrived.class, frame -> frame.connection() == connection).stream()
                .allMatch(arrived -> arrived.n() < cut.n());
        return silent
                && story.all(FrameLost.class, lost -> lost.connection() == connection)
                                .size()
                        > 2;
    }

    private static TraceEntry appended(Story story, String operation) {
        return story.all(RecordAppended.class, e -> e.operation().id().equals(operation))
                .getFirst();
    }

    /// N3: the receiver has not read what is lost.
    private static boolean losesTheRequest(Story story) {
        return appended(story, "A#1").n() > story.one(ConnectionCut.class).n();
    }

    /// N4: what is stalled comes late, and everything behind it later still.
    private static boolean holdsTheBytes(Story story) {
        long released = 500 * MILLI + 700 * MILLI;
        return story.all(FrameArrived.class, frame -> frame.kind() == RequestKind.PRODUCE && !frame.answer()).stream()
                        .allMatch(arrived -> arrived.at() >= released)
                && arrivesInOrder(story);
    }

    /// N5: the receiver answers with an error and does nothing.
    private static boolean doesNothing(Story story) {
        TraceEntry refused = story.one(RequestRefused.class);
        return story.all(RecordAppended.class, e -> e.operation().id().equals("A#1"))
                                .size()
                        == 1
                && appended(story, "A#1").at() > refused.at();
    }

    /// N6: a broker takes the requests of a connection one by one, also the one that it refuses.
    private static boolean answersInOrder(Story story) {
        TraceEntry answer = story.all(FrameSent.class, frame -> frame.answer() && frame.kind() == RequestKind.PRODUCE)
                .getFirst();
        return story.one(RequestRefused.class).n() > answer.n();
    }

    @Test
    void N2_an_end_that_is_not_told_learns_of_the_cut_by_its_time_out() {
        Story told = run(FIVE, "{cut: {request: produce, message: \"A#1\"}}", Set.of());
        Story untold = run(FIVE, "{cut: {request: produce, message: \"A#1\", one-way: true}}", Set.of());
        assertThat(reopened(told)).isLessThan(300 * MILLI);
        assertThat(reopened(untold)).isBetween(900 * MILLI, 1300 * MILLI);
    }

    /// How long after the cut the shop is connected again, µs.
    private static long reopened(Story story) {
        TraceEntry cut = story.one(ConnectionCut.class);
        int shop = story.node("shop.1");
        return story.all(ConnectionOpened.class).stream()
                        .filter(opened -> opened.node() == shop && opened.n() > cut.n())
                        .findFirst()
                        .orElseThrow()
                        .at()
                - cut.at();
    }

    @Test
    void N3_where_the_answer_is_lost_the_receiver_has_acted() {
        Story story = run(FIVE, "{cut: {request: produce, lose: response, message: \"A#1\"}}", Set.of());
        assertThat(appended(story, "A#1").n())
                .isLessThan(story.one(ConnectionCut.class).n());
        assertThat(story.all(RecordAppended.class, e -> e.operation().id().equals("A#1")))
                .hasSize(2);
    }

    /// `Sender.reenqueueBatch` puts each failed batch at the head of its queue, the oldest first: without
    /// idempotence the order turns round.
    @Test
    void N7_all_unanswered_requests_fail_together_and_the_last_is_sent_again_first() {
        Story story = run(FIVE, "{cut: {request: produce, lose: request, message: \"A#1\"}}", Set.of());
        assertThat(story.all(FrameSent.class, f -> f.kind() == RequestKind.PRODUCE && !f.answer()).stream()
                        .skip(5)
                        .map(sent -> ((FrameSent) sent.event()).carried().getFirst())
                        .map(carried -> carried.operation().id() + " " + carried.attempt()))
                .containsExactly("G#1 2", "F#1 2", "E#1 2", "D#1 2", "A#1 2");
    }

    @Test
    void N7_with_idempotence_they_are_sent_again_in_their_order() {
        Story story = Story.of(Story.set(
                FIVE,
                "processes.shop.producer={acks: all}",
                "faults=[{cut: {request: produce, lose: request, message: \"A#1\"}}]"));
        assertThat(story.all(RecordAppended.class).stream()
                        .map(appended -> appended.operation().id()))
                .containsExactly("A#1", "D#1", "E#1", "F#1", "G#1");
    }

    static List<Integer> numbers() {
        return IntStream.rangeClosed(1, 60).boxed().toList();
    }

    /// N1 and N8 on scenarios that nobody wrote: everything that was sent arrives in its order, is lost
    /// with its connection, is refused, or is still under way at the end.
    @ParameterizedTest
    @MethodSource("numbers")
    void N8_nothing_vanishes_from_a_living_connection(int number) {
        Scenario scenario;
        try {
            scenario = ScenarioFile.parse(RandomScenario.text(number), "random").scenario();
        } catch (ScenarioRefused _) {
            return;
        }
        Story story = Story.of(scenario);
        assertThat(arrivesInOrder(story)).isTrue();
        if (story.trace().end() == RunEnd.LIMIT) {
            return;
        }
        assertThat(accountsForAll(story)).isTrue();
    }

    /// Whatever was sent arrived, was lost with its connection or was refused.
    private static boolean accountsForAll(Story story) {
        TreeSet<Integer> sent = new TreeSet<>();
        story.all(FrameSent.class).forEach(entry -> sent.add(entry.n()));
        for (TraceEntry entry : story.entries()) {
            if (entry.event() instanceof FrameArrived
                    || entry.event() instanceof FrameLost
                    || entry.event() instanceof RequestRefused) {
                sent.remove(entry.causes()[0]);
            }
        }
        return sent.isEmpty();
    }
}
