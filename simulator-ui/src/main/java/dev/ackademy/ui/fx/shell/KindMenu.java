package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.run.BrokerKind;
import dev.ackademy.ui.fx.run.LiveViewModel;
import dev.ackademy.ui.fx.run.LiveViewModel.State;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.Labels;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.workbench.OwnCluster;
import java.util.Locale;
import javafx.geometry.Orientation;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.VBox;

/// The same scenario on another kind of broker: what its policy means there, or why its words mean nothing there.
final class KindMenu {

    private static final double WIDTH = 400;

    private KindMenu() {}

    /// @param another asks for the address of a cluster of one's own
    static ContextMenu of(RunViewModel run, LiveViewModel live, Theme theme, Runnable another) {
        ContextMenu menu = new ContextMenu();
        menu.setStyle(theme.palette().css());
        BrokerKind now = BrokerKind.of(run.played().resolved());
        for (BrokerKind.Offer offer : BrokerKind.offers(run.recipe())) {
            menu.getItems().add(item(offer, offer.kind() == now && live.state() == State.OFF, run, live));
        }
        menu.getItems().add(new SeparatorMenuItem());
        for (BrokerKind kind : BrokerKind.values()) {
            if (LiveViewModel.real(kind)) {
                boolean here = kind == live.kind() && live.state() != State.OFF && !live.onOwnCluster();
                menu.getItems().add(real(kind, here, run, live));
            }
        }
        menu.getItems().add(new SeparatorMenuItem());
        OwnCluster last = live.ownCluster();
        if (last != null) {
            boolean here = live.onOwnCluster();
            menu.getItems()
                    .add(item(
                            "own-last",
                            last.address() + (here ? " (this one: run again)" : ""),
                            here,
                            "",
                            false,
                            () -> live.on(last)));
        }
        menu.getItems()
                .add(item(
                        "own-new",
                        last == null ? "A cluster of your own …" : "Another cluster of your own …",
                        false,
                        last == null ? "kafka://host:port or nats://host:port" : "",
                        false,
                        another));
        return menu;
    }

    private static CustomMenuItem real(BrokerKind kind, boolean here, RunViewModel run, LiveViewModel live) {
        String refusal = BrokerKind.offer(run.recipe(), kind).refusal();
        String ours = kind == BrokerKind.LOG
                ? "Servers of this computer, started for it and ended with it. Faults are real: cut connections, killed"
                        + " processes."
                : "";
        String words = refusal.isEmpty() ? ours : "Means nothing there, as said above.";
        String name = "Real " + kind.product();
        return item(
                "real-" + word(kind),
                here ? name + " (this one: run again)" : name,
                here,
                words,
                !refusal.isEmpty(),
                () -> live.on(kind));
    }

    private static CustomMenuItem item(BrokerKind.Offer offer, boolean here, RunViewModel run, LiveViewModel live) {
        boolean refused = !offer.refusal().isEmpty();
        String words = refused ? "Means nothing there. " + offer.refusal() : String.join("\n", offer.means());
        String name = "Model of " + offer.kind().product() + (here ? " (this one)" : "");
        return item("kind-" + word(offer.kind()), name, here, words, refused, () -> {
            if (live.state() != State.OFF) {
                live.off(offer.kind());
            } else if (!here) {
                run.kind(offer.kind());
            }
        });
    }

    private static CustomMenuItem item(
            String id, String title, boolean here, String words, boolean refused, Runnable chosen) {
        VBox box = new Item();
        box.getChildren().add(label(title, here ? "head" : "label"));
        if (!words.isEmpty()) {
            box.getChildren().add(label(words, "muted"));
        }
        box.getStyleClass().add("kind-item");
        box.setMaxWidth(WIDTH);
        box.setPrefWidth(WIDTH);
        CustomMenuItem item = new CustomMenuItem(box);
        item.setId(id);
        item.setDisable(refused);
        item.setOnAction(_ -> chosen.run());
        return item;
    }

    private static String word(BrokerKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// As high as its text is at this width, which a menu does not ask for.
    private static final class Item extends VBox {
        Item() {
            super(2);
        }

        @Override
        public Orientation getContentBias() {
            return null;
        }

        @Override
        protected double computePrefHeight(double width) {
            return super.computePrefHeight(WIDTH);
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(WIDTH);
        }
    }

    private static Label label(String text, String style) {
        Label label = Labels.wrapped(text, style);
        label.setMaxWidth(WIDTH);
        return label;
    }
}
