package dev.ackademy.ui.fx.shot;

import dev.ackademy.core.check.Finding;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.play.Truth;
import dev.ackademy.ui.fx.draw.SvgPen;
import dev.ackademy.ui.fx.lesson.Task;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.spacetime.StillSpaceTime;
import dev.ackademy.ui.fx.stage.StillStage;
import dev.ackademy.ui.workbench.Pictures;
import java.util.List;

/// The pictures of a lesson as SVG files: what the window shows beside the why, drawn without a display and in light
/// colours, because paper is light.
public final class LessonPictures implements Pictures {

    public LessonPictures() {}

    @Override
    public List<Picture> of(LessonLibrary library, Lesson lesson, Stage.Played run) {
        Task task = Task.of(library, lesson);
        Played played = Played.of(run.resolved(), run.trace(), run.report());
        Finding told = new Truth(run).told(task.stage().script());
        WhyViewModel why = new WhyViewModel();
        if (told != null) {
            why.open(played, run.report().findings().indexOf(told));
        }
        WhyViewModel.Chain chain = why.chainProperty().get();
        int n = told == null ? run.trace().entries().size() : Played.flagOf(told, run.trace());
        double at = n == 0 ? 0 : run.trace().entry(n).at();
        String moment = " at " + Clock.seconds(at) + " s" + (chain == null ? "." : ": " + chain.stake());
        String number = lesson.name().substring(0, lesson.name().indexOf('-'));
        return Headless.call(() -> List.of(
                picture(
                        number + "-stage",
                        "The stage" + moment,
                        (pen, says) -> StillStage.draw(pen, says, played, task.details(), n, chain)),
                picture(
                        number + "-space-time",
                        "Who sent what to whom, time running down, until the stage stands so" + moment,
                        (pen, says) -> StillSpaceTime.draw(pen, says, played, n, chain))));
    }

    private interface Drawing {
        String document(SvgPen pen, String says);
    }

    private static Picture picture(String name, String says, Drawing drawing) {
        return new Picture(name, says, drawing.document(new SvgPen(name + "-"), says));
    }
}
