package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The schema that editors get, read by a validator that knows nothing of Ackademy.
class ScenarioSchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(ScenarioSchema.json());

    static Stream<Path> shipped() {
        return Shipped.files().stream();
    }

    /// The text with the YAML reader's own idea of what it says.
    private static List<Error> errors(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        JsonNode read = JSON.valueToTree(new Load(settings).loadFromString(yaml));
        return SCHEMA.validate(read);
    }

    @Test
    void it_is_itself_a_valid_schema_of_its_draft() {
        Schema draft = REGISTRY.getSchema(
                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(draft.validate(JSON.readTree(ScenarioSchema.json()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void every_shipped_scenario_is_valid(Path file) {
        assertThat(errors(Shipped.text(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void every_resolved_scenario_is_valid_as_it_is_written_out(Path file) {
        assertThat(errors(ScenarioFile.write(ScenarioFile.read(file, "", List.of()))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sketch-1.yaml", "sketch-5.yaml"})
    void the_sketches_that_resolve_are_valid(String sketch) {
        assertThat(errors(Texts.text(sketch))).isEmpty();
    }

    /// old text of the small scenario, what stands there instead
    static Stream<List<String>> wrong() {
        return Stream.of(
                List.of("every: 20ms", "evry: 20ms"),
                List.of("every: 20ms", "every: 20"),
                List.of("every: 20ms", "every: -20ms"),
                List.of("partitions: 1", "partitions: 257"),
                List.of("partitions: 1", "partitions: two"),
                List.of("partitions: 1", "partitions: 1.5"),
                List.of("on-write: upsert", "on-write: replace"),
                List.of("kind: service", "kind: service, tables: {}"),
                List.of("kind: service", "takes: 1ms"),
                List.of("title: Small", "titel: Small"),
                List.of("title: Small", "title: Small\nseed: -1"),
                List.of("title: Small", "title: Small\nbroker: {kind: rabbit}"),
                List.of("title: Small", "title: Small\nrun: {until: tired}"),
                List.of("title: Small", "title: Small\nexpect: {found: [duplicates]}"),
                List.of("title: Small", "title: Small\nfaults: [{crash: {process: shop.1}, cut: {at: 1s}}]"),
                List.of("title: Small", "title: Small\nfaults: [{crash: {process: shop.1, broker: B1, at: 1s}}]"),
                List.of("title: Small", "title: Small\nfaults: [{pause: {process: shop.1, at: 1s}}]"),
                List.of(
                        "title: Small",
                        "title: Small\nfaults: [{refuse: {request: produce, message: A, error: retriable}}]"),
                List.of("title: Small", "title: Small\nchanges: [{add-instances: {process: shop}}]"),
                List.of("title: Small", "title: Small\nchanges: [{add-instances: {process: shop, at: 1s}, at: 1s}]"),
                List.of("publish: {topic: orders}", "publsh: {topic: orders}"),
                List.of("publish: {topic: orders}", "publish"),
                List.of("publish: {topic: orders}", "publish: {topic: orders}\n        await: none"),
                List.of("reads: {topic: orders}", "reads: {topic: orders, workload: {keys: [A]}}"),
                List.of("reads: {topic: orders}", "reads: {table: outbox}"),
                List.of("keys: [A, D]", "keys: 0"),
                List.of("keys: [A, D]", "keys: [\"A D\"]"),
                List.of("keys: [A, D]", "keys: A"),
                List.of("topics: {orders: ", "topics: {1st: {}, orders: "),
                List.of("scenario: 1", "scenario: 2"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_the_schema_refuses_the_program_refuses_too(List<String> change) {
        String text = Texts.with(change.getFirst(), change.getLast());
        assertThat(errors(text)).isNotEmpty();
        assertThatThrownBy(() -> Texts.set(text)).isInstanceOf(ScenarioRefused.class);
    }

    /// old text of the small scenario, what stands there instead
    static Stream<List<String>> unusual() {
        return Stream.of(
                List.of("every: 20ms", "every: 0"),
                List.of("every: 20ms", "every: 1.5s"),
                List.of(
                        "publish: {topic: orders}",
                        "publish: {topic: orders}\n    producer: {acks: 1, idempotence: false}"),
                List.of("keys: [A, D]", "keys: 10"),
                List.of("keys: [A, D]", "keys: [1, 2]"),
                List.of("operations: [create, update]", "operations: [create, update: partial]"),
                List.of("    steps:\n      - write", "    steps:\n      - acknowledge\n      - write"),
                List.of("    steps:\n      - write", "    steps:\n      - acknowledge:\n      - write"),
                List.of("title: Small", "title: 2026\nfaults:"),
                List.of("title: Small", "title: Small\nfaults: [{crash: {process: shop.1}, at: 1s}]"),
                List.of("title: Small", "title: Small\nfaults: [{crash: {process: shop.1, at: 1s}}]"),
                List.of("title: Small", "title: Small\nfaults: [{skew: {process: shop.1, by: -5s}, at: 1s}]"),
                List.of("title: Small", "title: Small\nchanges: [{add-instances: {process: shop}, at: 1s}]"),
                List.of("title: Small", "title: Small\nvariants: {one: {broker.nodes: 3}, two:}"),
                List.of("kind: service", "kind: service, takes: 1ms"));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void what_the_program_takes_the_schema_takes_too(List<String> change) {
        String text = Texts.with(change.getFirst(), change.getLast());
        assertThat(Texts.set(text).scenario()).isNotNull();
        assertThat(errors(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105})
    void a_damaged_scenario_that_the_program_takes_the_schema_takes_too(long seed) {
        Mutants mutants = new Mutants(seed, Shipped.texts());
        int taken = 0;
        for (int i = 0; i < Integer.getInteger("ackademy.mutants", 500) / 5; i++) {
            String text = mutants.next();
            if (taken(text)) {
                taken++;
                assertThat(errors(text)).as(text).isEmpty();
            }
        }
        assertThat(taken).isPositive();
    }

    private static boolean taken(String text) {
        try {
            return Texts.set(text) != null;
        } catch (ScenarioRefused _) {
            return false;
        }
    }

    @Test
    void a_field_bears_its_sentence_its_default_and_the_vendors_name() {
        JsonNode acks = JSON.readTree(ScenarioSchema.json())
                .at("/properties/processes/additionalProperties/properties/producer/properties/acks");
        assertThat(acks.at("/default").asString()).isEqualTo("all");
        assertThat(acks.at("/description").asString())
                .startsWith("Whose receipt counts")
                .contains("acks (default all)");
    }
}
