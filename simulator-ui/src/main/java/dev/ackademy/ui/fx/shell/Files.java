package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shot.Png;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// Files that are opened and saved from the window.
final class Files {

    private final ShellView view;
    private Dialogs dialogs;
    private final RunViewModel run;
    private final ShellViewModel shell;

    Files(ShellView view, RunViewModel run, ShellViewModel shell) {
        this.view = view;
        dialogs = (chooser, toSave, over) -> toSave ? chooser.showSaveDialog(over) : chooser.showOpenDialog(over);
        this.run = run;
        this.shell = shell;
    }

    /// How a person is asked for a file; null where they think better of it.
    interface Dialogs {
        File choose(FileChooser chooser, boolean toSave, Window over);
    }

    /// Asks by other means than the dialogs of the platform, such as a test's.
    void ask(Dialogs others) {
        dialogs = others;
    }

    void openDialog() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a scenario or a recording, or add a pack of lessons");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                "Scenarios, recordings, lessons", "*.yaml", "*.yml", "*.json", "*.jsonl", "*.zip"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        File file = dialogs.choose(chooser, false, view.getScene().getWindow());
        if (file != null) {
            shell.openFile(file.toPath());
        }
    }

    /// Any file; null where a person thinks better of it.
    File choose(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        return dialogs.choose(chooser, false, view.getScene().getWindow());
    }

    void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    void dropped(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            shell.openFile(event.getDragboard().getFiles().getFirst().toPath());
            event.setDropCompleted(true);
            event.consume();
        }
    }

    private interface Saving {
        void to(Path file) throws IOException;
    }

    private void save(String title, String name, Saving saving) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        File file = dialogs.choose(chooser, true, view.getScene().getWindow());
        if (file != null) {
            saveTo(file.toPath(), saving);
        }
    }

    private void saveTo(Path file, Saving saving) {
        try {
            saving.to(file);
            shell.messageProperty().set("Saved as " + file + ".");
        } catch (IOException | RuntimeException e) {
            shell.messageProperty().set(file + ": cannot be written (" + e.getMessage() + "). Choose another place.");
        }
    }

    void saveRecording() {
        save("Save this run as a recording", stem() + ".jsonl", file -> Saved.recording(run.played(), file));
    }

    void saveExample(String text) {
        save(
                "Save the counter-example as a scenario",
                "counter-example.yaml",
                file -> java.nio.file.Files.writeString(file, text));
    }

    void shareMenu(Node at) {
        MenuItem scenario = item(
                "Scenario as a file…",
                () -> save(
                        "Save the scenario",
                        stem() + ".yaml",
                        file -> java.nio.file.Files.writeString(file, run.asFile())));
        MenuItem frame = item(
                "This view as PNG…",
                () -> save(
                        "Save this view",
                        stem() + ".png",
                        file -> Png.write(view.currentView().snapshot(null, null), file)));
        MenuItem svg = item(
                "Space-time as SVG…",
                () -> save(
                        "Save the space-time picture",
                        stem() + ".svg",
                        file -> java.nio.file.Files.writeString(
                                file, view.spaceTime().svg())));
        ContextMenu menu = new ContextMenu(scenario, frame, svg);
        menu.setStyle(view.theme().palette().css());
        menu.show(at, Side.BOTTOM, 0, 4);
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private String stem() {
        String title = run.played()
                .scenario()
                .title()
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        return title.replaceAll("^-|-$", "");
    }
}
