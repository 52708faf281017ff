package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.run.ByHand;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.stage.StageView.Target;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The learner's hand: menus of what can be broken here and now.
final class Hand {

    private final RunViewModel run;
    private final ShellView view;
    private ContextMenu open;

    Hand(RunViewModel run, ShellView view) {
        this.run = run;
        this.view = view;
    }

    void chosen(Target target, Point2D screen) {
        if (run.played() == null) {
            return;
        }
        ByHand byHand = new ByHand(run.played(), run.player().at());
        switch (target) {
            case Target.Finding finding -> {
                run.why().open(run.played(), finding.index());
                run.whyStep(0);
            }
            case Target.Node node -> show(byHand.toNode(node.name()), screen);
            case Target.Partition partition -> {
                String topic = partition.topic().isEmpty()
                        ? run.played().scenario().topics().firstEntry().getKey()
                        : partition.topic();
                show(byHand.toTopic(topic), screen);
            }
            case Target.Message message -> {
                Flights.Flight flight = run.played().flights().sentBy(message.sent());
                if (flight != null) {
                    show(byHand.toMessage(flight), screen);
                }
            }
        }
    }

    private void show(List<ByHand.Action> actions, Point2D screen) {
        if (!actions.isEmpty() && screen != null) {
            menu(actions).show(view.getScene().getWindow(), screen.getX(), screen.getY());
        }
    }

    void menu(Node at) {
        if (run.played() != null) {
            run.player().pause();
            menu(new ByHand(run.played(), run.player().at()).now(run.player().n()))
                    .show(at, Side.TOP, 0, -4);
        }
    }

    private ContextMenu menu(List<ByHand.Action> actions) {
        if (open != null) {
            open.hide();
        }
        run.player().pause();
        List<MenuItem> items = new ArrayList<>();
        String last = "";
        for (ByHand.Action action : actions) {
            String group = action.edit().kind().name();
            if (!last.isEmpty() && !last.equals(group)) {
                items.add(new SeparatorMenuItem());
            }
            last = group;
            MenuItem item = new MenuItem(action.title());
            item.setGraphic(new GlyphIcon(action.glyph(), 14));
            item.setOnAction(_ -> run.apply(action.edit()));
            items.add(item);
        }
        open = new ContextMenu(items.toArray(MenuItem[]::new));
        open.setStyle(view.theme().palette().css());
        return open;
    }
}
