package dev.ackademy.ui.cli;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Claim;
import dev.ackademy.core.explore.Closing;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.explore.SavedWitness;
import dev.ackademy.core.model.Guarantee;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// A search as one JSON object on one line: what scripts read. The same for any number of workers.
final class ExploreJson {

    private final JsonGenerator json;
    private final Exploration exploration;

    private ExploreJson(JsonGenerator json, Exploration exploration) {
        this.json = json;
        this.exploration = exploration;
    }

    /// @param smallest null where no promise is broken
    static String of(Exploration exploration, Set<Guarantee> judged, SavedWitness smallest, List<Closing.Tried> tried) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ReportJson.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new ExploreJson(json, exploration).object(judged, smallest, tried);
        }
        return text.toString();
    }

    private void object(Set<Guarantee> judged, SavedWitness smallest, List<Closing.Tried> tried) {
        json.writeStartObject();
        json.writeStringProperty("scenario", exploration.scenario().title());
        json.writeNumberProperty("seed", exploration.scenario().seed());
        json.writeStringProperty("title", exploration.claim().title(judged));
        json.writeStringProperty("claim", exploration.claim().covered());
        bounds("bounds", exploration.bounds());
        json.writeBooleanProperty("violated", !exploration.violating(judged).isEmpty());
        json.writeBooleanProperty("undecided", exploration.undecided());
        if (exploration.stopped() != null) {
            json.writeObjectPropertyStart("stopped");
            bounds("level", exploration.stopped().level());
            json.writeNumberProperty("placesDone", exploration.stopped().placesDone());
            json.writeNumberProperty("places", exploration.stopped().places());
            json.writeEndObject();
        }
        json.writeNumberProperty("states", exploration.states());
        json.writeNumberProperty("runs", exploration.work().runs());
        json.writeNumberProperty("steps", exploration.work().steps());
        json.writeArrayPropertyStart("places");
        exploration.places().forEach(this::place);
        json.writeEndArray();
        json.writeArrayPropertyStart("outcomes");
        exploration.outcomes().forEach(outcome -> outcome(outcome, judged));
        json.writeEndArray();
        if (smallest != null) {
            json.writeObjectPropertyStart("smallest");
            json.writeStringProperty("anomaly", smallest.anomaly().word());
            json.writeArrayPropertyStart("faults");
            smallest.faults().forEach(json::writeString);
            json.writeEndArray();
            json.writeBooleanProperty("minimal", smallest.minimal());
            json.writeStringProperty("claim", Claim.of(smallest));
            json.writeStringProperty("scenario", smallest.text());
            json.writeEndObject();
        }
        json.writeArrayPropertyStart("closing");
        tried.forEach(this::tried);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void tried(Closing.Tried tried) {
        json.writeStartObject();
        json.writeArrayPropertyStart("settings");
        tried.settings().forEach(json::writeString);
        json.writeEndArray();
        json.writeBooleanProperty("closes", tried.closes());
        json.writeNumberProperty("still", tried.still());
        json.writeNumberProperty("places", tried.places());
        json.writeArrayPropertyStart("brings");
        tried.brings().forEach(each -> json.writeString(each.word()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void bounds(String name, Bounds bounds) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("faults", bounds.faults());
        json.writeNumberProperty("reorderings", bounds.reorderings());
        json.writeEndObject();
    }

    private void place(Place place) {
        json.writeStartObject();
        json.writeStringProperty("choice", place.toString());
        json.writeStringProperty("sort", place.sort().word());
        json.writeStringProperty("words", place.decision().words());
        json.writeEndObject();
    }

    private void outcome(Outcome outcome, Set<Guarantee> judged) {
        json.writeStartObject();
        json.writeStringProperty("anomaly", outcome.anomaly().word());
        json.writeStringProperty("guarantee", outcome.anomaly().guarantee().word());
        json.writeBooleanProperty("counts", judged.contains(outcome.anomaly().guarantee()));
        bounds("fewest", outcome.fewest());
        json.writeArrayPropertyStart("places");
        outcome.places().forEach(place -> json.writeNumber(place.number()));
        json.writeEndArray();
        json.writeArrayPropertyStart("witness");
        outcome.first().decisions().forEach(decision -> json.writeString(decision.toString()));
        json.writeEndArray();
        json.writeEndObject();
    }
}
