package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.run.BrokerKind;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.Theme;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The same scenario on another kind of broker: what its policy means there, or why its words mean nothing there.
final class KindMenu {

    private static final double WIDTH = 400;

    private KindMenu() {}

    static ContextMenu of(RunViewModel run, Theme theme) {
        ContextMenu menu = new ContextMenu();
        menu.setStyle(theme.palette().css());
        BrokerKind now = BrokerKind.of(run.played().resolved());
        for (BrokerKind.Offer offer : BrokerKind.offers(run.recipe())) {
            menu.getItems().add(item(offer, offer.kind() == now, run));
        }
        return menu;
    }

    private static CustomMenuItem item(BrokerKind.Offer offer, boolean here, RunViewModel run) {
        boolean refused = !offer.refusal().isEmpty();
        Label name = label(offer.kind().product() + (here ? " (this one)" : ""), here ? "head" : "label");
        String words = refused ? "Means nothing there. " + offer.refusal() : String.join("\n", offer.means());
        VBox box = new VBox(2, name);
        if (!words.isEmpty()) {
            box.getChildren().add(label(words, "muted"));
        }
        box.getStyleClass().add("kind-item");
        box.setMaxWidth(WIDTH);
        box.setPrefWidth(WIDTH);
        CustomMenuItem item = new CustomMenuItem(box);
        item.setId("kind-" + offer.kind().name().toLowerCase(java.util.Locale.ROOT));
        item.setDisable(refused);
        item.setOnAction(_ -> {
            if (!here) {
                run.kind(offer.kind());
            }
        });
        return item;
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(WIDTH);
        return label;
    }
}
