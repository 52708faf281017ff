package dev.ackademy.ui.fx.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.LiveRefused;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.run.LiveViewModel.State;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.OwnCluster;
import dev.ackademy.ui.workbench.RealBroker;
import dev.ackademy.ui.workbench.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker switch without a window and without a broker: everything happens on the thread of the test, so that what
/// is shown can be asked in the middle of a run.
class LiveViewModelTest {

    /// How a run goes.
    private interface Script {
        Judged run(Resolved resolved, Consumer<TraceEntry> watcher) throws IOException;
    }

    private final List<String> told = new ArrayList<>();
    private final RunViewModel run = Shipped.opened("03");
    private Script script = LiveViewModelTest::whole;
    private long nanos;
    private final LiveViewModel live =
            new LiveViewModel(run, this::open, new Here(), Runnable::run, Runnable::run, () -> nanos);

    private RealBroker open(BrokerAddress address, SortedMap<String, String> access, Consumer<String> progress) {
        told.add("open " + address + (access.isEmpty() ? "" : " " + access.keySet()));
        return new RealBroker() {
            @Override
            public Judged run(Resolved resolved, Consumer<TraceEntry> watcher) throws IOException {
                told.add("run " + resolved.scenario().broker().kind());
                progress.accept("starting a server");
                nanos += 6_300_000_000L;
                return script.run(resolved, watcher);
            }

            @Override
            public void close() {
                told.add("close " + address);
            }
        };
    }

    private static Judged whole(Resolved resolved, Consumer<TraceEntry> watcher) {
        return new Workbench().run(resolved.scenario(), resolved.scenario().seed(), watcher);
    }

    @Test
    void theRunIsFollowedAsItHappensAndIsNotStepped() {
        Player player = run.player();
        script = (resolved, watcher) -> whole(resolved, entry -> {
            watcher.accept(entry);
            assertThat(live.state()).isEqualTo(State.RUNNING);
            assertThat(player.live()).isTrue();
            player.advance(5);
            assertThat(player.n()).isEqualTo(entry.n());
            assertThat(run.verdict().whenProperty().get()).isEqualTo("so far");
            player.stepBack();
            player.stepForward();
            assertThat(player.n()).isEqualTo(entry.n());
            assertThat(player.playing()).isTrue();
        });
        live.on(BrokerKind.LOG);
        assertThat(live.failureProperty().get()).isNull();
        assertThat(live.state()).isEqualTo(State.OVER);
        assertThat(player.live()).isFalse();
        assertThat(player.atEnd()).isTrue();
        assertThat(run.verdict().whenProperty().get()).isEqualTo("at the end");
        player.stepBack();
        assertThat(player.atEnd()).isFalse();
    }

    @Test
    void aClusterOfOnesOwnIsRunOnAndRememberedAndOurOwnServersStayAnother(@TempDir Path folder) throws IOException {
        Path access = folder.resolve("client.properties");
        Files.writeString(access, "sasl.jaas.config=hidden");
        OwnCluster named = new OwnCluster(OwnCluster.address("kafka://there:9093"), access.toString());

        live.on(named);
        assertThat(live.state()).isEqualTo(State.OVER);
        assertThat(live.onOwnCluster()).isTrue();
        live.on(BrokerKind.LOG);
        assertThat(live.onOwnCluster()).isFalse();
        assertThat(live.ownCluster()).isEqualTo(named);

        assertThat(told)
                .containsExactly(
                        "open kafka://there:9093 [sasl.jaas.config]",
                        "run log",
                        "close kafka://there:9093",
                        "open kafka",
                        "run log");
    }

    @Test
    void onNatsOfOnesOwnAScenarioOfCoreNatsStaysOneAndEveryOtherIsOfAStream() {
        live.on(new OwnCluster(OwnCluster.address("nats://there"), ""));
        live.off();
        run.open(Shipped.recipe("23"));
        live.on(new OwnCluster(OwnCluster.address("nats://there"), ""));

        assertThat(told).filteredOn(each -> each.startsWith("run")).containsExactly("run jetstream", "run pubsub");
    }

    @Test
    void aFileOfAccessThatIsGoneIsOneClearText() {
        live.on(new OwnCluster(OwnCluster.address("kafka://there:9093"), "/nowhere/client.properties"));

        assertThat(live.state()).isEqualTo(State.FAILED);
        assertThat(live.failureProperty().get().text())
                .isEqualTo("/nowhere/client.properties cannot be read as a properties file.");
    }

    @Test
    void pauseLooksBackWhileTheRunGoesOnAndPlayGoesOnWithWhatHappensNow() {
        Player player = run.player();
        script = (resolved, watcher) -> whole(resolved, entry -> {
            watcher.accept(entry);
            if (entry.n() == 20) {
                player.toggle();
                player.seekEntry(7);
            }
            if (entry.n() == 30) {
                player.advance(5);
                assertThat(player.n()).isEqualTo(7);
                player.toggle();
                player.advance(5);
                assertThat(player.n()).isEqualTo(30);
            }
        });
        live.on(BrokerKind.LOG);
        assertThat(player.last()).isGreaterThan(30);
        assertThat(live.state()).isEqualTo(State.OVER);
    }

    @Test
    void whoLooksBackWhenTheRunEndsStaysThere() {
        script = (resolved, watcher) -> whole(resolved, entry -> {
            watcher.accept(entry);
            if (entry.n() == 20) {
                run.player().toggle();
                run.player().seekEntry(7);
            }
        });
        live.on(BrokerKind.LOG);
        assertThat(live.state()).isEqualTo(State.OVER);
        assertThat(run.player().n()).isEqualTo(7);
        assertThat(run.player().live()).isFalse();
    }

    @Test
    void switchingKeepsTheScenarioAndThePlaceAndStopsTheServerBefore() {
        String scenario = run.recipe().text();
        run.player().seekEntry(25);
        double place = run.player().at();
        live.on(BrokerKind.LOG);
        live.on(BrokerKind.JETSTREAM);
        assertThat(run.recipe().text()).isEqualTo(scenario);
        assertThat(BrokerKind.of(run.played().resolved())).isEqualTo(BrokerKind.JETSTREAM);
        live.off(BrokerKind.LOG);
        assertThat(told)
                .containsExactly("open kafka", "run log", "close kafka", "open nats", "run jetstream", "close nats");
        assertThat(live.state()).isEqualTo(State.OFF);
        assertThat(run.recipe().text()).isEqualTo(scenario);
        assertThat(BrokerKind.of(run.played().resolved())).isEqualTo(BrokerKind.LOG);
        assertThat(run.player().at()).isEqualTo(place);
    }

    @Test
    void aChangeIsTriedOnTheSameServer() {
        live.on(BrokerKind.LOG);
        run.variant("idempotent");
        assertThat(told).containsExactly("open kafka", "run log", "run log");
        assertThat(run.recipe().variant()).isEqualTo("idempotent");
        assertThat(run.changeProperty().get().label()).isEqualTo("Variant idempotent");
    }

    @Test
    void anotherScenarioIsOpenedOnTheModelAndStopsTheServer() {
        live.on(BrokerKind.LOG);
        run.open(run.recipe().withVariant("idempotent"));
        assertThat(told).containsExactly("open kafka", "run log", "close kafka");
        assertThat(live.state()).isEqualTo(State.OFF);
        assertThat(run.played().trace().entries()).isNotEmpty();
    }

    @Test
    void theStartIsCountedUntilTheFirstThatHappens() {
        List<String> doing = new ArrayList<>();
        live.doingProperty().addListener((_, _, words) -> doing.add(words));
        script = (resolved, watcher) -> {
            assertThat(live.state()).isEqualTo(State.STARTING);
            live.tick();
            assertThat(live.startSecondsProperty().get()).isEqualTo(6.3);
            nanos += 700_000_000L;
            return whole(resolved, watcher);
        };
        live.on(BrokerKind.LOG);
        nanos += 9_000_000_000L;
        live.tick();
        assertThat(live.startSecondsProperty().get()).isEqualTo(7.0);
        assertThat(doing).containsExactly("Starting Kafka", "Starting a server");
    }

    @Test
    void aServerThatIsMissingLeavesTheOpenRunAloneAndSaysWhatToDo() {
        Played open = run.played();
        script = (_, _) -> {
            throw new IOException("nats-server is not on the PATH: install it");
        };
        live.on(BrokerKind.JETSTREAM);
        assertThat(live.state()).isEqualTo(State.FAILED);
        assertThat(live.failureProperty().get())
                .isEqualTo(new LiveViewModel.Failure(
                        "NATS JetStream is not there", "nats-server is not on the PATH: install it"));
        assertThat(run.played()).isSameAs(open);
        script = LiveViewModelTest::whole;
        live.again();
        assertThat(live.state()).isEqualTo(State.OVER);
        assertThat(live.failureProperty().get()).isNull();
    }

    @Test
    void whatHappenedUntilTheServerDiedIsKept() {
        script = (resolved, watcher) -> {
            List<TraceEntry> entries = whole(resolved, _ -> {}).trace().entries();
            entries.subList(0, 40).forEach(watcher);
            throw new IOException("B1 ended during the run");
        };
        live.on(BrokerKind.LOG);
        assertThat(live.state()).isEqualTo(State.FAILED);
        assertThat(live.failureProperty().get().title()).isEqualTo("The run on Kafka broke off");
        assertThat(live.failureProperty().get().text())
                .isEqualTo("B1 ended during the run\nWhat happened until then is kept.");
        assertThat(run.played().trace().entries()).hasSize(40);
        assertThat(run.player().live()).isFalse();
        live.off();
        assertThat(run.played().trace().entries()).hasSizeGreaterThan(40);
    }

    @Test
    void whatCannotBeCausedIsNamedWithTheNearestThatCan() {
        script = (_, _) -> {
            throw new LiveRefused(List.of("faults.0.power-off: power loss cannot be caused; nearest: crash"));
        };
        live.on(BrokerKind.LOG);
        assertThat(live.failureProperty().get().title()).isEqualTo("This cannot be run on a real Kafka");
        assertThat(live.failureProperty().get().text())
                .startsWith("faults.0.power-off")
                .endsWith("nearest: crash");
    }

    @Test
    void theEndOfTheWindowStopsTheServer() {
        live.on(BrokerKind.LOG);
        live.close();
        assertThat(told).endsWith("close kafka");
    }
}
