package dev.ackademy.ui.fx.live;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.LiveViewModel;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Labels;
import dev.ackademy.ui.workbench.BrokerAccess;
import dev.ackademy.ui.workbench.OwnCluster;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.File;
import java.util.Map;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Asks for the address of a cluster of one's own, over the window. What was typed stays until the window is closed;
/// names and passwords are never typed. A click beside it closes it.
public final class OwnClusterSheet extends StackPane {
    private static final double WIDTH = 480;

    private final LiveViewModel live;
    private final TextField address = new TextField();
    private final Label addressRefusal = refusal("own-address-refusal");
    private final TextField file = new TextField();
    private final Label fileRefusal = refusal("own-file-refusal");
    private final Button choose = new Button("Choose …");

    public OwnClusterSheet(LiveViewModel live) {
        this.live = live;
        setId("own-cluster");
        getStyleClass().add("veil");
        field(address, "own-address", "kafka://host:9092 or nats://host:4222", "Address of the cluster");
        field(file, "own-file", "none", "Properties file");
        choose.setId("own-choose");
        choose.getStyleClass().setAll("btn", "small");
        choose.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(file, Priority.ALWAYS);
        HBox files = new HBox(8, file, choose);
        files.setAlignment(Pos.CENTER_LEFT);
        Button run = new Button("Run on it");
        run.setId("own-run");
        run.getStyleClass().setAll("btn", "small", "primary");
        run.setOnAction(_ -> run());
        Button cancel = new Button("Cancel");
        cancel.setId("own-cancel");
        cancel.getStyleClass().setAll("btn", "small");
        cancel.setOnAction(_ -> setVisible(false));
        VBox sheet = new VBox(
                8,
                Labels.of("A cluster of your own", "sheet-title"),
                Labels.wrapped(
                        "Makes topics, streams and groups under a prefix of its own only, and removes them at the end."
                                + " Its servers and links are not broken.",
                        "sub"),
                Labels.of("Address", "label"),
                address,
                addressRefusal,
                Labels.of("Properties file for TLS, SASL or credentials", "label"),
                files,
                fileRefusal,
                Labels.wrapped(
                        "Settings of the vendor's client library; ACKADEMY_BROKER_... in the environment adds to them."
                                + " Read for each run, never kept or shown.",
                        "muted"),
                new HBox(8, run, cancel));
        sheet.getStyleClass().add("sheet");
        sheet.setPrefWidth(WIDTH);
        sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        sheet.setAccessibleRole(AccessibleRole.DIALOG);
        sheet.setAccessibleText("A cluster of your own");
        sheet.setOnMouseClicked(javafx.event.Event::consume);
        address.setOnAction(_ -> run());
        file.setOnAction(_ -> run());
        getChildren().add(sheet);
        setOnMouseClicked(_ -> setVisible(false));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                setVisible(false);
                event.consume();
            }
        });
        setVisible(false);
    }

    private static void field(TextField field, String id, String prompt, String what) {
        field.setId(id);
        field.getStyleClass().add("field");
        field.setPromptText(prompt);
        field.setAccessibleText(what);
    }

    private static Label refusal(String id) {
        Label refusal = Labels.wrapped("", "refusal");
        refusal.setId(id);
        refusal.setGraphic(new GlyphIcon(Glyph.BLOCKED, 13));
        there(refusal, false);
        return refusal;
    }

    private static void there(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    /// Who asks the platform for a file; null where a person thinks better of it.
    public void onChoose(Supplier<File> dialog) {
        choose.setOnAction(_ -> {
            File chosen = dialog.get();
            if (chosen != null) {
                file.setText(chosen.getPath());
            }
        });
    }

    public void open() {
        OwnCluster last = live.ownCluster();
        if (last != null) {
            address.setText(last.address().toString());
            file.setText(last.file());
        }
        there(addressRefusal, false);
        there(fileRefusal, false);
        setVisible(true);
        address.requestFocus();
    }

    /// Runs on it, or says beside the field why that cannot be.
    private void run() {
        BrokerAddress where = tried(addressRefusal, () -> OwnCluster.address(address.getText()));
        String from = file.getText().strip();
        Object readable = tried(fileRefusal, () -> BrokerAccess.read(from, Map.of()));
        if (where != null && readable != null) {
            setVisible(false);
            live.on(new OwnCluster(where, from));
        }
    }

    private static <T> T tried(Label refusal, Supplier<T> attempt) {
        try {
            T done = attempt.get();
            there(refusal, false);
            return done;
        } catch (WrongUse no) {
            refusal.setText(no.getMessage());
            there(refusal, true);
            return null;
        }
    }
}
