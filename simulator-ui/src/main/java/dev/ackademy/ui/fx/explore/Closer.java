package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.explore.Closing;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.ui.workbench.SearchControl;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Searches what closes the holes that were found: one at a time, and each once.
final class Closer {

    private final Errands errands;
    private final Workers workers;
    private final ReadOnlyObjectWrapper<Closings> shown = new ReadOnlyObjectWrapper<>();
    private final List<Closings> known = new ArrayList<>();
    private SearchControl control = new SearchControl();

    Closer(Errands errands, Workers workers) {
        this.errands = errands;
        this.workers = workers;
    }

    /// Of the hole that is looked at; null where nothing was asked.
    ReadOnlyObjectProperty<Closings> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Looks at a hole; what is known of it is shown.
    void look(String policy, Guarantee guarantee) {
        shown.set(known.stream()
                .filter(each -> each.of(policy, guarantee))
                .findFirst()
                .orElse(null));
    }

    /// Ends what is searched; what was found stays.
    void stop() {
        control.cancel();
    }

    /// Ends what is searched and knows nothing any more.
    void forget() {
        stop();
        known.clear();
        shown.set(null);
    }

    /// Searches the hole that is looked at, where that was not done yet and the search of its policy is
    /// over.
    void search(Side side, Guarantee guarantee) {
        Exploration exploration = side.exploration();
        if (shown.get() != null || exploration == null || !side.judged().contains(guarantee)) {
            return;
        }
        Closings begun = new Closings(side.policy, guarantee, null);
        known.add(begun);
        shown.set(begun);
        control.cancel();
        control = new SearchControl();
        SearchControl mine = control;
        errands.run(
                () -> Closing.of(
                        sets -> changed(side, sets),
                        exploration,
                        guarantee,
                        Explorer.Means.USUAL,
                        workers,
                        new Listener() {
                            @Override
                            public boolean goesOn() {
                                return mine.goesOn();
                            }
                        }),
                tried -> over(begun, mine.cancelled() ? null : List.copyOf(tried)));
    }

    /// @param tried null where it was stopped: it may be asked again
    private void over(Closings begun, List<Closing.Tried> tried) {
        if (!known.remove(begun)) {
            return;
        }
        Closings all = tried == null ? null : new Closings(begun.policy(), begun.guarantee(), tried);
        if (all != null) {
            known.add(all);
        }
        if (shown.get() == begun) {
            shown.set(all);
        }
    }

    private static Scenario changed(Side side, List<String> sets) {
        return Plan.without(side.recipe, sets).scenario();
    }
}
