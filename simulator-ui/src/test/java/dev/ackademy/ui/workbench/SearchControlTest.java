package dev.ackademy.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.explore.Work;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SearchControlTest {

    private static final Scenario SHOP = ScenarioFile.parse("""
            scenario: 1
            title: A shop
            preset: at-least-once
            topics: {orders: {}}
            stores: {db: {kind: database, tables: {orders: {on-write: insert}}}}
            processes:
              shop:
                reads: {workload: {keys: [A], operations: [create, update], every: 100ms, start: 500ms}}
                steps: [{publish: {topic: orders}}]
              billing:
                reads: {topic: orders, max-poll: 1}
                steps: [{write: {store: db, table: orders}}]
            explore: {may: [cut, refuse]}
            """, "shop.yaml").scenario();

    private static Exploration explore(Workers workers, Listener listener) {
        return Explorer.explore(SHOP, new Bounds(2, 0), Explorer.Means.USUAL, workers, listener);
    }

    /// Holds the search up after every place, and somebody else lets it go on.
    @Test
    void a_search_that_is_held_up_and_goes_on_finds_the_same() throws InterruptedException {
        SearchControl control = new SearchControl();
        AtomicInteger pauses = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread other = new Thread(() -> {
            while (!over.get()) {
                if (control.paused()) {
                    control.resume();
                    pauses.incrementAndGet();
                }
                Thread.onSpinWait();
            }
        });
        other.start();
        Exploration held = explore(new Threads(2), new Listener() {
            @Override
            public void finished(Place place, SortedSet<Anomaly> shows, int done, Work work) {
                control.pause();
            }

            @Override
            public boolean goesOn() {
                return control.goesOn();
            }
        });
        over.set(true);
        other.join();
        assertThat(pauses).hasPositiveValue();
        assertThat(held).usingRecursiveComparison().isEqualTo(explore(Workers.ONE, Listener.NONE));
        assertThat(held.outcomes()).isNotEmpty();
    }

    @Test
    void a_search_that_is_ended_while_it_is_held_up_says_how_far_it_was() throws InterruptedException {
        SearchControl control = new SearchControl();
        Thread other = new Thread(() -> {
            while (!control.paused()) {
                Thread.onSpinWait();
            }
            control.cancel();
        });
        other.start();
        Exploration ended = explore(new Threads(2), new Listener() {
            @Override
            public void finished(Place place, SortedSet<Anomaly> shows, int done, Work work) {
                control.pause();
            }

            @Override
            public boolean goesOn() {
                return control.goesOn();
            }
        });
        other.join();
        assertThat(control.cancelled()).isTrue();
        assertThat(ended.stopped().level()).isEqualTo(new Bounds(1, 0));
        assertThat(ended.stopped().placesDone()).isBetween(1, ended.places().size() - 1);
    }
}
