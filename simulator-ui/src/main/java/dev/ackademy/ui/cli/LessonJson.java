package dev.ackademy.ui.cli;

import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.play.Session;
import dev.ackademy.lessons.script.Question;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.lessons.script.Setting;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// A lesson as one JSON object on one line. Answers stand in it only when the predictions are locked.
final class LessonJson {

    private LessonJson() {}

    static String of(Session session) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ReportJson.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            object(session, json);
        }
        return text.toString();
    }

    private static void object(Session session, JsonGenerator json) {
        Script script = session.stage().script();
        json.writeStartObject();
        json.writeStringProperty("lesson", session.stage().name());
        json.writeStringProperty("title", script.title());
        json.writeStringProperty("phase", session.phase().name().toLowerCase(Locale.ROOT));
        boolean locked = session.phase().compareTo(Session.Phase.WATCH) > 0;
        List<Session.Answer> answers = locked ? session.answers() : List.of();
        json.writeArrayPropertyStart("questions");
        for (int i = 0; i < script.questions().size(); i++) {
            question(script.questions().get(i), locked ? answers.get(i) : null, json);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("settings");
        for (Setting setting : script.settings()) {
            json.writeStartObject();
            json.writeStringProperty("path", setting.path());
            texts("values", setting.values(), json);
            json.writeStringProperty("now", LessonTalk.now(session.stage(), setting));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (locked) {
            json.writeObjectPropertyStart("counts");
            session.played()
                    .report()
                    .counts()
                    .forEach((anomaly, count) -> json.writeNumberProperty(anomaly.word(), count));
            json.writeEndObject();
            json.writeArrayPropertyStart("attempts");
            session.attempts().forEach(each -> attempt(each, json));
            json.writeEndArray();
            json.writeBooleanProperty("mended", session.mended());
        }
        json.writeEndObject();
    }

    private static void question(Question question, Session.Answer answer, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("ask", question.text());
        texts("choices", question.options(), json);
        if (answer != null) {
            json.writeNumberProperty("chosen", answer.chosen() + 1);
            json.writeNumberProperty("right", answer.right() + 1);
            json.writeBooleanProperty("correct", answer.correct());
        }
        json.writeEndObject();
    }

    private static void attempt(Attempt attempt, JsonGenerator json) {
        json.writeStartObject();
        texts("sets", attempt.sets(), json);
        texts("still", attempt.still().stream().map(each -> each.word()).toList(), json);
        json.writeStringProperty(
                "trial", attempt.trial() == null ? null : attempt.trial().text());
        json.writeStringProperty(
                "grade", attempt.grade() == null ? null : attempt.grade().title());
        if (attempt.grade() != null) {
            texts("against", attempt.grade().against(), json);
        }
        json.writeBooleanProperty("met", attempt.met());
        json.writeEndObject();
    }

    private static void texts(String name, List<String> texts, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
