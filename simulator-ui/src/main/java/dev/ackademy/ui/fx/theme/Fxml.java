package dev.ackademy.ui.fx.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;

/// Loads the FXML file that stands beside a view class and has its name.
public final class Fxml {

    private Fxml() {}

    /// The root of `XView.fxml`; the fields of `view` that are named there are filled.
    public static <T> T load(Object view) {
        Class<?> type = view.getClass();
        FXMLLoader loader = new FXMLLoader(type.getResource(type.getSimpleName() + ".fxml"));
        loader.setController(view);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
