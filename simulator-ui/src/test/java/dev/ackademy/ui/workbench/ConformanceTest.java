package dev.ackademy.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConformanceTest {

    private final Workbench workbench = new Workbench();

    private Scenario scenario(String name) {
        return workbench.load(name, "", List.of()).scenario();
    }

    @Test
    void serversAsNearAsTheyAreAndACrashABitEarlierOrLaterAreAskedOfTheModel() {
        assertThat(Conformance.loosely(scenario("19")))
                .containsExactly(
                        List.of("links=[]"),
                        List.of("links=[]", "faults.0.at=530000us"),
                        List.of("links=[]", "faults.0.at=540000us"),
                        List.of("links=[]", "faults.0.at=560000us"),
                        List.of("links=[]", "faults.0.at=570000us"));
    }

    @Test
    void whatIsAskedOfTheModelCanBeAskedOfEveryShippedScenario() {
        for (Lesson lesson : LessonLibrary.shipped().all()) {
            for (List<String> way : Conformance.loosely(scenario(lesson.name()))) {
                assertThatCode(() -> workbench.load(lesson.name(), "", way))
                        .as("%s %s", lesson.name(), way)
                        .doesNotThrowAnyException();
            }
        }
    }
}
