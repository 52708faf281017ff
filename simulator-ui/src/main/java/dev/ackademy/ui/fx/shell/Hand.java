package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.draw.Glyph;
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
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The learner's hand: menus of what can be broken here and now.
final class Hand {

    private static final int MOST_AHEAD = 12;

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
            case Target.Node node ->
                show(
                        byHand.toNode(node.name()),
                        byHand.ahead(node.name(), run.player().n()),
                        screen);
            case Target.Link link ->
                show(List.of(), byHand.ahead(link.asking(), run.player().n()), screen);
            case Target.Partition partition -> {
                String topic = partition.topic().isEmpty()
                        ? run.played().scenario().topics().firstEntry().getKey()
                        : partition.topic();
                show(byHand.toTopic(topic), List.of(), screen);
            }
            case Target.Message message -> {
                Flights.Flight flight = run.played().flights().sentBy(message.sent());
                if (flight != null) {
                    show(byHand.toMessage(flight), List.of(), screen);
                }
            }
        }
    }

    private void show(List<ByHand.Action> actions, List<ByHand.Next> ahead, Point2D screen) {
        if (screen != null && !(actions.isEmpty() && ahead.isEmpty())) {
            menu(actions, ahead).show(view.getScene().getWindow(), screen.getX(), screen.getY());
        }
    }

    /// Cuts the connection under the newcomer's message. A run that was playing plays on.
    void cut() {
        ByHand.Action cut = new ByHand(run.played(), run.player().at())
                .cutUnderMessage(run.player().n());
        if (cut != null) {
            // Its button is off from now on, and the focus would go to the next one.
            view.stage().requestFocus();
            run.apply(cut.edit());
        }
    }

    void menu(Node at) {
        if (run.played() != null) {
            run.player().pause();
            ByHand byHand = new ByHand(run.played(), run.player().at());
            menu(byHand.now(run.player().n()), byHand.ahead(run.player().n())).show(at, Side.TOP, 0, -4);
        }
    }

    private ContextMenu menu(List<ByHand.Action> actions, List<ByHand.Next> ahead) {
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
            items.add(item(action));
        }
        if (!items.isEmpty() && !ahead.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        for (ByHand.Next next : ahead.subList(0, Math.min(MOST_AHEAD, ahead.size()))) {
            Menu menu = new Menu(next.title(), new GlyphIcon(Glyph.CUT, 14));
            next.actions().forEach(action -> menu.getItems().add(item(action)));
            items.add(menu);
        }
        open = new ContextMenu(items.toArray(MenuItem[]::new));
        open.setStyle(view.theme().palette().css());
        return open;
    }

    private MenuItem item(ByHand.Action action) {
        MenuItem item = new MenuItem(action.title());
        item.setGraphic(new GlyphIcon(action.glyph(), 14));
        item.setOnAction(_ -> run.apply(action.edit()));
        return item;
    }
}
