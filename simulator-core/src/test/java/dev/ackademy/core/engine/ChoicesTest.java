package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.LogEvent.RecordAppended;
import dev.ackademy.core.model.NetworkEvent.ConnectionCut;
import dev.ackademy.core.model.NetworkEvent.FrameArrived;
import dev.ackademy.core.model.NetworkEvent.FrameLost;
import dev.ackademy.core.model.NetworkEvent.FrameSent;
import dev.ackademy.core.model.NetworkEvent.RequestRefused;
import dev.ackademy.core.model.NodeEvent.NodeCrashed;
import dev.ackademy.core.model.NodeEvent.NodeStarted;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.StoreEvent.RowWritten;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A run is a scenario plus its choices, and every choice has a name.
class ChoicesTest {

    private static final Scenario SHOP = Story.scenario(Story.SHOP);

    private static Story with(String key, int answer) {
        ScriptedChoices choices = Choices.scripted(1, new TreeMap<>(Map.of(key, answer)));
        Story story = Story.of(SHOP, choices);
        assertThat(choices.unusedKeys()).isEmpty();
        assertThat(story.chosen()).extracting(TraceEntry::choice).containsExactly(key + "=" + answer);
        return story;
    }

    @Test
    void a_cut_that_loses_the_request_leaves_the_first_copy_unwritten() {
        Story story = with("cut/produce/shop.1/A#1/1", 1);
        assertThat(story.one(FrameLost.class, lost -> lost.kind() == RequestKind.PRODUCE)
                        .operation()
                        .id())
                .isEqualTo("A#1");
        TraceEntry appended =
                story.one(RecordAppended.class, e -> e.operation().id().equals("A#1"));
        assertThat(appended.at()).isGreaterThan(story.one(ConnectionCut.class).at());
    }

    @Test
    void a_cut_that_loses_the_answer_leaves_the_first_copy_written() {
        Story story = with("cut/produce/shop.1/A#1/1", 2);
        assertThat(((FrameLost) story.one(FrameLost.class).event()).answer()).isTrue();
        TraceEntry appended =
                story.one(RecordAppended.class, e -> e.operation().id().equals("A#1"));
        assertThat(appended.at()).isEqualTo(story.one(ConnectionCut.class).at());
    }

    @Test
    void a_repeated_request_is_another_place_to_fail() {
        TreeMap<String, Integer> twice = new TreeMap<>();
        twice.put("cut/produce/shop.1/A#1/1", 1);
        twice.put("cut/produce/shop.1/A#1/2", 1);
        Story story = Story.of(SHOP, Choices.scripted(1, twice));
        assertThat(story.all(ConnectionCut.class)).hasSize(2);
        assertThat(story.all(RecordAppended.class, e -> e.operation().id().equals("A#1")))
                .hasSize(1);
    }

    @Test
    void a_refusal_is_answered_and_nothing_is_done() {
        Story story = with("refuse/produce/shop.1/D#1/1", 1);
        TraceEntry refused = story.one(RequestRefused.class);
        TraceEntry appended =
                story.one(RecordAppended.class, e -> e.operation().id().equals("D#1"));
        assertThat(appended.at()).isGreaterThan(refused.at());
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "during", "after"})
    void a_crash_strikes_at_its_point_and_the_process_comes_back(String when) {
        Story story = with("crash/billing.1/1-write/" + when + "/D#1/1", 1);
        TraceEntry crash = story.one(NodeCrashed.class);
        assertThat(((NodeCrashed) crash.event()).when()).isEqualTo(when + " write");
        assertThat(story.all(NodeStarted.class, started -> started.incarnation() == 2))
                .singleElement()
                .satisfies(start -> assertThat(start.node()).isEqualTo(crash.node()));
        assertThat(story.all(RowWritten.class, row -> row.operation().id().equals("D#1")))
                .hasSize(when.equals("before") ? 1 : 2);
    }

    @Test
    void a_key_that_was_never_asked_is_reported() {
        TreeMap<String, Integer> answers = new TreeMap<>();
        answers.put("cut/produce/shop.1/A#1/1", 1);
        answers.put("cut/produce/shop.1/Z#1/1", 1);
        answers.put("refuse/produce/shop.1/A#1/2", 7);
        ScriptedChoices choices = Choices.scripted(1, answers);
        Story.of(SHOP, choices);
        assertThat(choices.unusedKeys()).containsExactly("cut/produce/shop.1/Z#1/1", "refuse/produce/shop.1/A#1/2");
    }

    @Test
    void what_may_not_fail_is_not_asked() {
        AskedChoices asked = new AskedChoices();
        Story.of(Story.set(Story.SHOP, "explore.may=[crash]"), asked);
        assertThat(asked.bounds.keySet()).isNotEmpty().allMatch(key -> key.startsWith("crash/"));
    }

    @Test
    void a_run_without_faults_is_the_same_whoever_answers() {
        AskedChoices asked = new AskedChoices();
        assertThat(Story.of(SHOP, asked).trace().digest())
                .isEqualTo(Story.of(SHOP).trace().digest());
    }

    static List<String> places() {
        AskedChoices asked = new AskedChoices();
        Story.of(SHOP, asked);
        List<String> places = new ArrayList<>();
        asked.bounds.forEach((key, bound) -> {
            for (int answer = 1; answer < bound; answer++) {
                places.add(key + "=" + answer);
            }
        });
        return places;
    }

    /// The choice stands in the story, and nothing before it is different.
    @ParameterizedTest
    @MethodSource("places")
    void a_fork_keeps_its_past(String place) {
        int equals = place.indexOf('=');
        String key = place.substring(0, equals);
        ScriptedChoices choices =
                Choices.scripted(1, new TreeMap<>(Map.of(key, Integer.parseInt(place.substring(equals + 1)))));
        Story fork = Story.of(SHOP, choices);
        assertThat(choices.unusedKeys()).isEmpty();
        assertThat(fork.chosen()).extracting(TraceEntry::choice).containsExactly(place);
        TraceEntry chosen = fork.chosen().getFirst();
        Divergence first = Divergence.first(Story.of(SHOP).entries(), fork.entries());
        int firstOfChoice = chosen.n() - (chosen.event() instanceof ConnectionCut ? 1 : 0);
        assertThat(first.actual().n()).isBetween(firstOfChoice, chosen.n());
        assertThat(first.actual().at()).isEqualTo(chosen.at());
    }

    private static final String JITTER = Story.SHOP + "broker: {link: {latency: 2ms, jitter: 20ms}}\n";

    /// How long each message of the shop was under way to the broker, by message and attempt.
    private static Map<String, Long> latencies(Story story) {
        TreeMap<String, Long> latencies = new TreeMap<>();
        for (TraceEntry arrived : story.all(FrameArrived.class, frame -> !frame.answer())) {
            TraceEntry sent = story.trace().entry(arrived.causes()[0]);
            if (sent.event() instanceof FrameSent frame && arrived.operation() != null) {
                latencies.put(
                        story.trace().nodes().get(sent.node()).name() + " " + frame.kind() + " " + arrived.operation()
                                + " " + frame.carried().getFirst().attempt(),
                        arrived.at() - sent.at());
            }
        }
        return latencies;
    }

    static Map<String, Function<String, Scenario>> additions() {
        TreeMap<String, Function<String, Scenario>> additions = new TreeMap<>();
        additions.put(
                "one more message",
                text -> Story.set(text, "processes.shop.reads.workload.items=[{key: Z, operation: create, at: 2s}]"));
        additions.put("one more instance", text -> Story.set(text, "processes.billing.instances=2"));
        additions.put("one more process", text -> Story.scenario(text.replace("""
                processes:
                """, """
                processes:
                  audit:
                    reads: {topic: orders}
                    steps: [{write: {store: db, table: orders}}]
                """)));
        additions.put(
                "one more retry", text -> Story.set(text, "faults=[{refuse: {request: produce, message: \"D#1\"}}]"));
        return additions;
    }

    static List<String> names() {
        return List.copyOf(additions().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void one_more_thing_changes_nobody_elses_latency(String addition) {
        Map<String, Long> alone = latencies(Story.of(JITTER));
        Map<String, Long> together =
                latencies(Story.of(additions().get(addition).apply(JITTER)));
        assertThat(alone.values().stream().distinct().count()).isGreaterThan(4);
        alone.keySet().removeIf(place -> !place.startsWith("shop") || place.contains("D#1"));
        assertThat(together).containsAllEntriesOf(alone).hasSizeGreaterThan(alone.size());
    }

    @Test
    void another_seed_draws_other_latencies() {
        assertThat(latencies(Story.of(Story.set(JITTER, "seed=2")))).isNotEqualTo(latencies(Story.of(JITTER)));
    }

    @Test
    void draws_are_even_and_depend_on_each_part_of_their_name() {
        int[] counts = new int[10];
        for (int n = 0; n < 10_000; n++) {
            counts[(int) Draw.number(1, "jitter", "key" + n, 0, 10)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(850, 1150);
        }
        long one = Draw.number(1, "jitter", "key", 0, 1L << 60);
        assertThat(List.of(
                        Draw.number(2, "jitter", "key", 0, 1L << 60),
                        Draw.number(1, "data", "key", 0, 1L << 60),
                        Draw.number(1, "jitter", "kez", 0, 1L << 60),
                        Draw.number(1, "jitter", "key", 1, 1L << 60)))
                .doesNotContain(one)
                .doesNotHaveDuplicates();
    }
}
