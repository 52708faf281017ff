package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// How the window looks and moves, and the way to its shortcuts.
final class SettingsMenu {

    private SettingsMenu() {}

    static ContextMenu of(RunViewModel run, Theme theme, ShortcutSheet shortcuts) {
        List<MenuItem> items = new ArrayList<>();
        for (int percent : new int[] {100, 125, 150}) {
            CheckMenuItem size = new CheckMenuItem("Text size " + percent + " %");
            size.setSelected(Math.round(theme.textScaleProperty().get() * 100) == percent);
            size.setOnAction(_ -> theme.textScaleProperty().set(percent / 100.0));
            items.add(size);
        }
        items.add(new SeparatorMenuItem());
        CheckMenuItem still = new CheckMenuItem("Reduced motion");
        still.setSelected(theme.reducedMotionProperty().get());
        still.setOnAction(_ -> theme.reducedMotionProperty().set(still.isSelected()));
        items.add(still);
        CheckMenuItem all = new CheckMenuItem("Show replicas, watermarks and commits (V)");
        all.setSelected(run.detailsProperty().get());
        all.setOnAction(_ -> run.detailsProperty().set(all.isSelected()));
        items.add(all);
        items.add(new SeparatorMenuItem());
        MenuItem keys = new MenuItem("All shortcuts (?)");
        keys.setOnAction(_ -> shortcuts.toggle());
        items.add(keys);
        ContextMenu menu = new ContextMenu(items.toArray(MenuItem[]::new));
        menu.setStyle(theme.palette().css());
        return menu;
    }
}
