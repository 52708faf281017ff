package dev.ackademy.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.play.Fixes;
import dev.ackademy.lessons.play.Session;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.play.Truth;
import dev.ackademy.lessons.script.Question;
import dev.ackademy.lessons.script.Script;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every lesson says is found by running it.
class EveryLessonHoldsTest {

    private static final LessonLibrary LIBRARY = LessonLibrary.shipped();

    /// Enough to tell a mend that holds from one that does not; whoever takes the lesson searches to the
    /// end.
    private static final int MOST_RUNS = 1_500;

    private static Listener upTo(int runs) {
        AtomicInteger left = new AtomicInteger(runs);
        return new Listener() {
            @Override
            public boolean goesOn() {
                return left.decrementAndGet() > 0;
            }
        };
    }

    static List<Lesson> course() {
        return LIBRARY.course();
    }

    @ParameterizedTest
    @MethodSource("course")
    void everyPredictionHasExactlyOneRightAnswer(Lesson lesson) {
        Stage stage = LIBRARY.stage(lesson);
        Truth truth = new Truth(stage.play());
        for (Question question : stage.script().questions()) {
            assertThat(truth.right(question))
                    .as(lesson.name() + ": " + question.text())
                    .hasSize(1);
            if (question instanceof Question.Why why) {
                assertThat(truth.finding(why)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("course")
    void theGoalIsMissedAtFirstAndCanBeMetWithTheSettingsThatAreNamed(Lesson lesson) {
        Stage stage = LIBRARY.stage(lesson);
        assertThat(Fixes.attempt(stage, List.of()).still())
                .as(lesson.name() + ": the goal is missed at first")
                .isNotEmpty();
        assertThat(Fixes.solutions(stage))
                .as(lesson.name() + ": it can be mended")
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("course")
    void everyValueOfEverySettingIsTakenAloneOrWithAnother(Lesson lesson) {
        Stage stage = LIBRARY.stage(lesson);
        TreeSet<String> refused = new TreeSet<>();
        stage.script()
                .settings()
                .forEach(setting -> setting.values().forEach(value -> refused.add(setting.path() + "=" + value)));
        for (List<String> sets : Fixes.combinations(stage)) {
            try {
                stage.resolve(sets);
                refused.removeAll(sets);
            } catch (ScenarioRefused _) {
                // Two that exclude each other; each of them has to be taken elsewhere.
            }
        }
        assertThat(refused).as(lesson.name()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("course")
    void aLearnerCanGoThroughItFromTheFirstQuestionToTheMend(Lesson lesson) {
        Session session = new Session(LIBRARY.stage(lesson));
        while (session.phase() == Session.Phase.PREDICT) {
            session.lock(0);
        }
        assertThat(session.reveal()).hasSameSizeAs(session.stage().script().questions());
        for (Fixes.Attempt solution : Fixes.solutions(session.stage())) {
            if (session.phase() == Session.Phase.FIX) {
                session.attempt(solution.sets(), Workers.ONE, upTo(MOST_RUNS));
            }
        }
        assertThat(session.phase())
                .as(lesson.name() + ": a mend holds before the explorer")
                .isEqualTo(Session.Phase.DONE);
        assertThat(session.mended()).isTrue();
    }

    @Test
    void theCourseIsNumberedAsItIsTakenAndTheScenariosThatAreOnlyShownComeBehindIt() {
        List<Lesson> inChapters = LIBRARY.chapters().stream()
                .flatMap(each -> each.lessons().stream())
                .toList();
        assertThat(inChapters).isEqualTo(LIBRARY.all());
        assertThat(course()).isEqualTo(LIBRARY.all().subList(0, course().size()));
        for (int i = 0; i < inChapters.size(); i++) {
            assertThat(inChapters.get(i).number()).isEqualTo(i + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("course")
    void everyMendIsGradedOverEveryPlaceAndEveryLinkIsWellFormed(Lesson lesson) {
        Script script = LIBRARY.stage(lesson).script();
        assertThat(script.goal().breaks() || script.goal().search() != null)
                .as(lesson.name() + ": the explorer grades it")
                .isTrue();
        assertThat(links(script)).isNotEmpty().allSatisfy(each -> {
            URI link = URI.create(each);
            assertThat(link.getScheme()).isEqualTo("https");
            assertThat(link.getHost()).contains(".");
        });
    }

    private static List<String> links(Script script) {
        List<String> links = new ArrayList<>();
        script.references().forEach(each -> links.add(each.link()));
        return links;
    }

    @Test
    void everyLessonStandsInTheChapterThatItNames() {
        for (Chapter chapter : LIBRARY.chapters()) {
            chapter.lessons().stream()
                    .filter(each -> !each.text().isEmpty())
                    .forEach(each -> assertThat(each.script().orElseThrow().chapter())
                            .as(each.name())
                            .isEqualTo(chapter.title()));
        }
    }

    @Test
    void noTwoLessonsHaveTheSameTitleAndTheFirstShowsNothingBeyondItsRow() {
        List<Script> scripts =
                course().stream().map(each -> each.script().orElseThrow()).toList();
        TreeSet<String> titles = new TreeSet<>();
        assertThat(scripts)
                .allSatisfy(each ->
                        assertThat(titles.add(each.title())).as(each.title()).isTrue());
        assertThat(scripts.getFirst().machinery()).isEmpty();
    }
}
