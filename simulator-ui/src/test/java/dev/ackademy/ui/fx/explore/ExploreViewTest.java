package dev.ackademy.ui.fx.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.explore.Workers;
import dev.ackademy.ui.fx.explore.ExploreViewModel.Standing;
import dev.ackademy.ui.fx.explore.ExploreViewModel.State;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.shot.Headless;
import dev.ackademy.ui.fx.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;

/// The page in a scene of its own; searches are worked out at once.
class ExploreViewTest {

    private static final class Open {
        final RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        final ExploreViewModel explore =
                new ExploreViewModel(run, Runnable::run, Runnable::run, Workers.ONE, System::nanoTime);
        final List<String> saved = new ArrayList<>();
        final ExploreView view;

        Open(double text) {
            run.open(Shipped.recipe("refused-and-overtaken")
                    .with(Edit.setting("refusals", List.of("explore.may=[refuse]"))));
            Theme theme = new Theme(false);
            theme.textScaleProperty().set(text);
            view = new ExploreView(explore, theme);
            view.onSave(saved::add);
            Scene scene = new Scene(view, 1440, 800);
            theme.dress(scene);
            explore.visible(true);
            layout();
        }

        void layout() {
            view.applyCss();
            view.layout();
            view.layout();
        }

        void fire(String query) {
            ((ButtonBase) view.lookup(query)).fire();
            layout();
        }

        String text(String query) {
            return ((Labeled) view.lookup(query)).getText();
        }
    }

    @Test
    void theWholeWayFromTheFirstSearchToTheNext() {
        Headless.call(() -> {
            Open open = new Open(1);
            assertThat(open.text("#explore-title")).isEqualTo("At most 1 fault, from 21 places");
            assertThat(open.text("#claim"))
                    .startsWith("In the model of Kafka (rules ")
                    .contains("Not covered: more messages, nodes or faults");
            assertThat(open.text("#places-of")).isEqualTo("Press Run to try every place.");

            open.fire("#search");
            assertThat(open.explore.stateProperty().get()).isEqualTo(State.DONE);
            assertThat(open.text("#explore-title")).startsWith("Violation found of ");
            assertThat(open.text("#claim"))
                    .isEqualTo(
                            open.explore.plan().atHand().exploration().claim().covered());
            assertThat(open.view.lookup("#example-steps")).isNotNull();
            assertThat(open.view.lookup("#matrix").lookupAll(".spot").stream().map(node -> node.getAccessibleText()))
                    .isNotEmpty()
                    .allMatch(text -> text.startsWith("Request refused, "));

            open.fire("#save-example");
            assertThat(open.saved)
                    .containsExactly(
                            open.explore.exampleProperty().get().saved().text());

            open.run.set("seed", "4");
            open.layout();
            assertThat(open.explore.standingProperty().get()).isEqualTo(Standing.CHANGED);
            assertThat(open.view.lookup("#explore-note").isVisible()).isTrue();
            assertThat(open.view.lookup("#back-to-scenario").isVisible()).isTrue();

            open.fire("#search");
            assertThat(open.explore.standingProperty().get()).isEqualTo(Standing.SAME);
            assertThat(open.text("#claim")).contains("seed 4");
            return null;
        });
    }

    @Test
    void noTextIsWiderThanItsCellAtThreeHalvesOfTheSize() {
        Headless.call(() -> {
            Open open = new Open(1.5);
            open.fire("#search");
            assertThat(open.view.lookup("#matrix").lookupAll(".name"))
                    .isNotEmpty()
                    .allSatisfy(node -> {
                        Labeled name = (Labeled) node;
                        assertThat(name.getWidth()).as(name.getText()).isGreaterThanOrEqualTo(name.prefWidth(-1) - 0.5);
                    });
            return null;
        });
    }
}
