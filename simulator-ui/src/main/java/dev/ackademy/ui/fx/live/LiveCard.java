package dev.ackademy.ui.fx.live;

import dev.ackademy.ui.fx.run.LiveViewModel;
import dev.ackademy.ui.fx.run.LiveViewModel.Failure;
import dev.ackademy.ui.fx.run.LiveViewModel.State;
import dev.ackademy.ui.fx.theme.Fxml;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What a person is told while a real broker starts, with its seconds, and where it fails, with what to do next.
public final class LiveCard extends StackPane {

    private final LiveViewModel live;
    private final AnimationTimer clock = new AnimationTimer() {
        @Override
        public void handle(long now) {
            live.tick();
        }
    };

    @FXML
    private VBox starting;

    @FXML
    private Label doing;

    @FXML
    private Label seconds;

    @FXML
    private VBox failed;

    @FXML
    private Label title;

    @FXML
    private Label text;

    @FXML
    private Button address;

    private Runnable asksForAddress = () -> {};

    public LiveCard(LiveViewModel live) {
        this.live = live;
        getStyleClass().add("live-card");
        setId("live-card");
        setPickOnBounds(false);
        getChildren().add(Fxml.load(this));
        live.stateProperty().addListener(_ -> show());
        live.failureProperty().addListener(_ -> show());
        live.doingProperty().addListener(_ -> show());
        live.startSecondsProperty().addListener((_, _, now) -> seconds.setText(seconds(now.doubleValue())));
        show();
    }

    /// Who asks for another address, where it is a cluster of one's own that failed.
    public void onAddress(Runnable asks) {
        asksForAddress = asks;
    }

    /// `6 s`
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.0f s", Math.floor(seconds));
    }

    private void show() {
        boolean starts = live.state() == State.STARTING;
        Failure failure = live.failureProperty().get();
        there(starting, starts);
        there(failed, failure != null);
        setVisible(starts || failure != null);
        doing.setText(live.doingProperty().get());
        if (failure != null) {
            title.setText(failure.title());
            text.setText(failure.text());
            there(address, live.onOwnCluster());
        }
        if (starts) {
            seconds.setText(seconds(live.startSecondsProperty().get()));
            clock.start();
        } else {
            clock.stop();
        }
    }

    private static void there(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    @FXML
    private void onCancel() {
        live.off();
    }

    @FXML
    private void onAgain() {
        live.again();
    }

    @FXML
    private void onAddress() {
        asksForAddress.run();
    }

    @FXML
    private void onModel() {
        live.off();
    }
}
