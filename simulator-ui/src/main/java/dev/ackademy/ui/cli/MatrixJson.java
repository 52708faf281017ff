package dev.ackademy.ui.cli;

import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Matrix;
import dev.ackademy.core.explore.Matrix.Cell;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// The matrix as one JSON object: a list of policies, each with its claim and its cells.
final class MatrixJson {

    private MatrixJson() {}

    static String of(Matrix matrix) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ReportJson.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("policies");
            matrix.columns().forEach((policy, each) -> column(json, matrix, policy, each));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void column(JsonGenerator json, Matrix matrix, String policy, Exploration each) {
        json.writeStartObject();
        json.writeStringProperty("policy", policy);
        json.writeStringProperty("title", each.claim().title(each.promises()));
        json.writeStringProperty("claim", each.claim().covered());
        json.writeArrayPropertyStart("cells");
        for (String row : matrix.rows()) {
            Cell cell = matrix.cell(row, policy);
            json.writeStartObject();
            json.writeStringProperty("place", row);
            json.writeNumberProperty("places", cell.places());
            json.writeObjectPropertyStart("broken");
            cell.broken().forEach((anomaly, count) -> json.writeNumberProperty(anomaly.word(), count));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
