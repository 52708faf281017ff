package dev.ackademy.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.lessons.play.Fixes;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.play.Truth;
import dev.ackademy.lessons.script.Question;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryIncidentHoldsTest {

    private static final IncidentLibrary LIBRARY = IncidentLibrary.shipped(LessonLibrary.shipped());

    static List<Incident> incidents() {
        return LIBRARY.all();
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void everyPredictionHasExactlyOneRightAnswerAndTheDamageIsFound(Incident incident) {
        Stage stage = incident.stage();
        Truth truth = new Truth(stage.play());
        for (Question question : stage.script().questions()) {
            assertThat(truth.right(question))
                    .as(stage.name() + ": " + question.text())
                    .hasSize(1);
        }
        assertThat(Fixes.attempt(stage, List.of()).still()).as(stage.name()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void whatWouldHavePreventedItPreventsIt(Incident incident) {
        assertThat(Fixes.solutions(incident.stage()))
                .as(incident.stage().name())
                .isNotEmpty();
    }

    @Test
    void anIncidentIsFoundByWordsOfItsSymptom() {
        assertThat(LIBRARY.all()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(LIBRARY.search(List.of("charged", "TWICE")).getFirst().slug())
                .isEqualTo("charged-twice-at-checkout");
        assertThat(LIBRARY.search(List.of("xyzzy"))).isEmpty();
        assertThat(LIBRARY.find("9")).isEqualTo(LIBRARY.find("charged-twice-at-checkout"));
    }
}
