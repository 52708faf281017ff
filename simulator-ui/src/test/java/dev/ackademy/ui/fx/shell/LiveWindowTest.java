package dev.ackademy.ui.fx.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.live.OwnClusterSheet;
import dev.ackademy.ui.fx.run.BrokerKind;
import dev.ackademy.ui.fx.run.Here;
import dev.ackademy.ui.fx.run.LiveViewModel;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.stage.StageView;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.RealBroker;
import dev.ackademy.ui.workbench.Workbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What the window shows while a real broker starts, runs and fails. The broker is a script; it runs on the window's
/// own thread, so that every moment can be asked.
@ExtendWith({ApplicationExtension.class, NoCssWarnings.class})
class LiveWindowTest {

    private RunViewModel run;
    private ShellViewModel shell;
    private Scene scene;
    private boolean missing;
    private Runnable atStart = () -> {};
    private Consumer<TraceEntry> atEntry = _ -> {};

    @Start
    void start(Stage stage) {
        run = new RunViewModel(Runnable::run, Runnable::run);
        shell = new ShellViewModel(
                run, new LiveViewModel(run, this::open, new Here(), Runnable::run, Runnable::run, System::nanoTime));
        Theme theme = new Theme(false);
        theme.reducedMotionProperty().set(true);
        scene = Window.scene(run, shell, theme, 1440, 900);
        stage.setScene(scene);
        stage.show();
        shell.open(Shipped.recipe("03"));
    }

    private RealBroker open(BrokerAddress address, SortedMap<String, String> access, Consumer<String> progress) {
        return new RealBroker() {
            @Override
            public Judged run(Resolved resolved, Consumer<TraceEntry> watcher) throws IOException {
                atStart.run();
                if (missing) {
                    throw new IOException("nats-server is not on the PATH: install it");
                }
                return new Workbench().run(resolved.scenario(), 1, watcher.andThen(atEntry));
            }

            @Override
            public void close() {
                missing = false;
            }
        };
    }

    private Node node(String id) {
        return scene.lookup(id);
    }

    private String text(String id) {
        return ((Labeled) node(id)).getText();
    }

    @Test
    void theStartIsShownWithItsSecondsAndACancelAndTheDotIsARing(FxRobot robot) {
        atStart = () -> {
            assertThat(node("#live-starting").isVisible()).isTrue();
            assertThat(text("#live-doing")).isEqualTo("Starting Kafka");
            assertThat(text("#live-seconds")).isEqualTo("0 s");
            assertThat(node("#live-cancel").isVisible()).isTrue();
            assertThat(node("#kind").getAccessibleText()).contains("a real one, starting");
            assertThat(node("#kind").lookup(".ring")).isNotNull();
        };
        robot.interact(() -> shell.live().on(BrokerKind.LOG));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shell.live().failureProperty().get()).isNull();
        assertThat(node("#live-card").isVisible()).isFalse();
        assertThat(node("#kind").lookup(".dot")).isNotNull();
        assertThat(node("#kind").getAccessibleText()).contains("connected, the run is over, there in ");
    }

    @Test
    void whileTheRunGoesOnStepsAreOffAndSayWhyAndLiveGoesOnAfterAPause(FxRobot robot) {
        atEntry = entry -> {
            if (entry.n() == 20) {
                assertThat(node("#step").isDisable()).isTrue();
                assertThat(node("#back").isDisable()).isTrue();
                assertThat(node("#step").getParent().getAccessibleText()).isEqualTo(LiveViewModel.NO_STEPS);
                assertThat(text("#live")).isEqualTo("Live");
                ((ButtonBase) node("#play")).fire();
                assertThat(text("#live")).isEqualTo("Go on live");
                assertThat(run.player().playing()).isFalse();
                robot.type(KeyCode.S);
                assertThat(shell.messageProperty().get()).isEqualTo(LiveViewModel.NO_STEPS);
                ((ButtonBase) node("#live")).fire();
                assertThat(run.player().playing()).isTrue();
            }
        };
        robot.interact(() -> shell.live().on(BrokerKind.LOG));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shell.live().failureProperty().get()).isNull();
        assertThat(node("#step").isDisable()).isFalse();
        assertThat(node("#live").isVisible()).isFalse();
    }

    /// Once the first frame of a followed run was seen with the high watermark of the run before.
    @Test
    void theFirstFrameOfARunShowsNothingOfTheRunBefore(FxRobot robot) {
        StageView stage = (StageView) node("#stage");
        robot.interact(() -> run.detailsProperty().set(true));
        robot.interact(() -> shell.live().on(BrokerKind.LOG));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(stage.shown().tapes().getFirst().mark()).isEqualTo(3);
        List<Long> marks = new ArrayList<>();
        List<Integer> cells = new ArrayList<>();
        atEntry = entry -> {
            run.player().advance(0.001);
            scene.getRoot().layout();
            marks.add(stage.shown().tapes().getFirst().mark());
            cells.add(stage.shown().tapes().getFirst().cells().size());
        };

        robot.interact(() -> shell.live().on(BrokerKind.LOG));
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(shell.live().failureProperty().get()).isNull();
        assertThat(marks).startsWith(0L, 0L, 0L).isSorted();
        assertThat(cells).startsWith(0, 0, 0).isSorted();
    }

    @Test
    void aServerThatIsMissingIsOneClearTextWithTwoWaysOn(FxRobot robot) {
        missing = true;
        robot.interact(() -> shell.live().on(BrokerKind.JETSTREAM));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text("#live-title")).isEqualTo("NATS JetStream is not there");
        assertThat(text("#live-text")).isEqualTo("nats-server is not on the PATH: install it");
        assertThat(node("#kind").getAccessibleText()).contains("failed");
        robot.interact(() -> ((ButtonBase) node("#live-model")).fire());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(node("#live-card").isVisible()).isFalse();
        assertThat(text("#kind")).isEqualTo("Kafka");
    }

    @Test
    void theAddressOfOnesOwnClusterIsTypedAndWhatIsWrongWithItStandsBesideTheField(FxRobot robot) {
        Node sheet = node("#own-cluster");
        robot.interact(() -> ((OwnClusterSheet) sheet).open());
        TextField address = (TextField) node("#own-address");
        robot.interact(() -> {
            address.setText("kafka://ana:secret@there");
            ((ButtonBase) node("#own-run")).fire();
        });
        assertThat(node("#own-address-refusal").isVisible()).isTrue();
        assertThat(text("#own-address-refusal"))
                .startsWith("Type kafka://host:port")
                .doesNotContain("secret");
        robot.interact(() -> {
            address.setText("kafka://there:9092");
            ((TextField) node("#own-file")).setText("/nowhere");
            ((ButtonBase) node("#own-run")).fire();
        });
        assertThat(node("#own-address-refusal").isVisible()).isFalse();
        assertThat(text("#own-file-refusal")).isEqualTo("/nowhere cannot be read as a properties file.");
        robot.interact(() -> {
            ((TextField) node("#own-file")).setText("");
            ((ButtonBase) node("#own-run")).fire();
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(sheet.isVisible()).isFalse();
        assertThat(shell.live().onOwnCluster()).isTrue();
        robot.interact(() -> {
            address.setText("");
            ((OwnClusterSheet) sheet).open();
        });
        assertThat(address.getText()).isEqualTo("kafka://there:9092");
        robot.type(KeyCode.ESCAPE);
        assertThat(sheet.isVisible()).isFalse();
    }
}
