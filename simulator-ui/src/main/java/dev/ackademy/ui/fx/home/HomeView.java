package dev.ackademy.ui.fx.home;

import dev.ackademy.ui.fx.theme.Fxml;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Where the window begins: where to go on, the chapters, and the library at the right.
public final class HomeView extends StackPane {

    private static final double NARROW = 1360;

    private final HomeViewModel model;
    private final Ring ring = new Ring();

    @FXML
    private HBox page;

    @FXML
    private HBox hero;

    @FXML
    private Label label;

    @FXML
    private Label title;

    @FXML
    private Label text;

    @FXML
    private Button go;

    @FXML
    private VBox chapters;

    public HomeView(HomeViewModel model) {
        this.model = model;
        getStyleClass().add("home");
        getChildren().add(Fxml.load(this));
        hero.getChildren().addFirst(ring);
        for (int i = 0; i < model.rows().size(); i++) {
            chapters.getChildren().add(new ChapterRow(model, model.rows().get(i), i));
        }
        LibraryView library = new LibraryView(model);
        page.getChildren().add(library);
        widthProperty().addListener((_, _, wide) -> width(library, wide.doubleValue()));
        width(library, NARROW);
        model.startProperty().addListener(_ -> show());
        model.statesProperty().addListener(_ -> show());
        show();
    }

    private static void width(LibraryView library, double window) {
        double width = window < NARROW ? 348 : 400;
        library.setMinWidth(width);
        library.setPrefWidth(width);
        library.setMaxWidth(width);
    }

    private void show() {
        HomeViewModel.Start start = model.startProperty().get();
        hero.setVisible(start != null);
        hero.setManaged(start != null);
        ring.show(model.lessonsDone(), model.lessons());
        if (start != null) {
            label.setText(start.label());
            title.setText(start.title());
            text.setText(start.text());
            go.setText(start.action());
            go.setAccessibleText(start.action() + ": " + start.title());
        }
    }

    /// To be called when the page is shown again.
    public void refresh() {
        model.refresh();
    }

    @FXML
    private void onGo() {
        model.startProperty().get().go().run();
    }
}
