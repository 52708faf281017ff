package dev.ackademy.ui.fx.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.collections.ListChangeListener;
import javafx.css.CssParser;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a class of tests in which JavaFX could not make sense of a style: a colour that is not found, a wrong unit.
final class NoCssWarnings implements BeforeAllCallback, AfterAllCallback {

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    private final ListChangeListener<CssParser.ParseError> listener = change -> {
        while (change.next()) {
            change.getAddedSubList().forEach(error -> warnings.add(error.getMessage()));
        }
    };

    @Override
    public void beforeAll(ExtensionContext context) {
        CssParser.errorsProperty().addListener(listener);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        CssParser.errorsProperty().removeListener(listener);
        assertThat(warnings.stream().distinct().toList()).isEmpty();
    }
}
