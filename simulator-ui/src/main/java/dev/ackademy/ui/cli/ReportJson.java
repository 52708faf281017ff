package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Reading;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.check.Report.Comparison;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.ui.workbench.Judged;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// A run as one JSON object on one line, in plain ASCII: what scripts read. Its members are a promise to them.
final class ReportJson {

    static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .rootValueSeparator("")
            .build();

    private final JsonGenerator json;

    private ReportJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(Judged run) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(run, json);
        }
        return text.toString();
    }

    /// The same object inside another.
    static void write(Judged run, JsonGenerator json) {
        new ReportJson(json).object(run);
    }

    private void object(Judged run) {
        Trace trace = run.trace();
        Report report = run.report();
        json.writeStartObject();
        json.writeStringProperty("scenario", run.scenario().title());
        json.writeNumberProperty("seed", trace.seed());
        json.writeStringProperty("digest", trace.digest());
        json.writeNumberProperty("events", trace.events());
        json.writeNumberProperty("virtualMicros", trace.virtualMicros());
        json.writeStringProperty("end", trace.end().word());
        json.writeStringProperty("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
        json.writeArrayPropertyStart("guarantees");
        report.guarantees().forEach(this::judgement);
        json.writeEndArray();
        json.writeArrayPropertyStart("findings");
        report.findings().forEach(this::finding);
        json.writeEndArray();
        json.writeObjectPropertyStart("counts");
        for (Map.Entry<Anomaly, Integer> each : report.counts().entrySet()) {
            json.writeNumberProperty(each.getKey().word(), each.getValue());
        }
        json.writeEndObject();
        stores(report);
        json.writeArrayPropertyStart("readings");
        report.readings().forEach(this::reading);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void reading(Reading reading) {
        json.writeStartObject();
        json.writeStringProperty("group", reading.group());
        json.writeStringProperty("topic", reading.topic());
        json.writeNumberProperty("stored", reading.stored());
        json.writeNumberProperty("once", reading.once());
        json.writeNumberProperty("repeated", reading.repeated());
        json.writeNumberProperty("neverFirst", reading.first());
        json.writeNumberProperty("neverMiddle", reading.middle());
        json.writeNumberProperty("neverLast", reading.last());
        json.writeNumberProperty("waitMicros", reading.waitMicros());
        json.writeEndObject();
    }

    private void judgement(Report.Judgement judgement) {
        json.writeStartObject();
        json.writeStringProperty("guarantee", judgement.guarantee().word());
        json.writeStringProperty("verdict", judgement.verdict().word());
        json.writeBooleanProperty("promised", judgement.promised());
        json.writeEndObject();
    }

    private void finding(Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("anomaly", finding.anomaly().word());
        json.writeStringProperty(
                "operation",
                finding.operation() == null ? null : finding.operation().id());
        json.writeBooleanProperty("possible", finding.possible());
        json.writeArrayPropertyStart("witness");
        finding.witness().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("why");
        finding.why().forEach(sentence -> json.writeString(sentence.text()));
        json.writeEndArray();
        json.writeStringProperty("fix", finding.fix() == null ? null : fix(finding.fix()));
        json.writeEndObject();
    }

    /// The words, then what `--set` takes.
    private static String fix(Finding.Fix fix) {
        StringBuilder text = new StringBuilder(fix.text());
        fix.settings().forEach((path, value) -> text.append(" --set ").append(FindingText.setting(path, value)));
        return text.toString();
    }

    private void stores(Report report) {
        json.writeObjectPropertyStart("stores");
        report.stores().forEach((store, tables) -> {
            json.writeObjectPropertyStart(store);
            for (Map.Entry<String, Comparison> table : tables.entrySet()) {
                json.writeObjectPropertyStart(table.getKey());
                rows("expected", table.getValue().expected());
                rows("actual", table.getValue().actual());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private void rows(String name, SortedMap<String, Row> rows) {
        json.writeObjectPropertyStart(name);
        rows.forEach((id, row) -> {
            json.writeObjectPropertyStart(id);
            json.writeNumberProperty("version", row.version());
            json.writeObjectPropertyStart("fields");
            row.fields().forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeEndObject();
        });
        json.writeEndObject();
    }
}
