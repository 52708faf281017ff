package dev.ackademy.ui.cli;

import java.io.StringWriter;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// A comparison as one JSON object on one line: for each kind of broker its run as [ReportJson] writes it, or null and
/// why it was refused.
final class CompareJson {

    private CompareJson() {}

    static String of(SequencedMap<String, CompareText.Side> sides) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ReportJson.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("kinds");
            sides.forEach((kind, side) -> side(kind, side, json));
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void side(String kind, CompareText.Side side, JsonGenerator json) {
        json.writeObjectPropertyStart(kind);
        json.writeStringProperty("refused", side.refused().isEmpty() ? null : side.refused());
        sentences("policies", side.policies(), json);
        sentences("passedOver", side.passedOver(), json);
        json.writeName("run");
        if (side.run() == null) {
            json.writeNull();
        } else {
            ReportJson.write(side.run(), json);
        }
        json.writeEndObject();
    }

    private static void sentences(String name, List<String> sentences, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        sentences.forEach(json::writeString);
        json.writeEndArray();
    }
}
