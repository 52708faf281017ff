package dev.ackademy.core.scenario;

import java.util.List;
import java.util.function.Consumer;

/// One field of the format: everything that anybody says about it. Never changed: what is added makes another field.
final class Field {

    private final String name;
    private final Shape shape;
    private final String doc;
    private String fallback;
    private String derived;
    private boolean required;
    private boolean filled;
    private String vendor = "";
    private String vendorDefault = "";
    private String later;
    private String onlyWith;
    private String oneOf;
    private List<String> kinds = List.of();
    private Elsewhere elsewhere;

    private Field(String name, Shape shape, String doc) {
        this.name = name;
        this.shape = shape;
        this.doc = doc;
    }

    static Field of(String name, Shape shape, String doc) {
        return new Field(name, shape, doc);
    }

    private Field with(Consumer<Field> change) {
        Field field = new Field(name, shape, doc);
        field.fallback = fallback;
        field.derived = derived;
        field.required = required;
        field.filled = filled;
        field.vendor = vendor;
        field.vendorDefault = vendorDefault;
        field.later = later;
        field.onlyWith = onlyWith;
        field.oneOf = oneOf;
        field.kinds = kinds;
        field.elsewhere = elsewhere;
        change.accept(field);
        return field;
    }

    Field or(String value) {
        return with(field -> field.fallback = value);
    }

    Field orDerived(String words) {
        return with(field -> field.derived = words);
    }

    Field needed() {
        return with(field -> field.required = true);
    }

    Field whole() {
        return with(field -> field.filled = true);
    }

    Field later(String why) {
        return with(field -> field.later = why);
    }

    Field only(String neighbour) {
        return with(field -> field.onlyWith = neighbour);
    }

    Field group(String group) {
        return with(field -> field.oneOf = group);
    }

    Field kinds(String... words) {
        return with(field -> field.kinds = List.of(words));
    }

    Field vendor(String own, String value) {
        return with(field -> {
            field.vendor = own;
            field.vendorDefault = value;
        });
    }

    /// What becomes of it where a person wrote it for a kind that has no use for it.
    ///
    /// @param refused otherwise it is passed over with a note, because no promise is lost with it
    /// @param reason  why the other kinds have none
    record Elsewhere(boolean refused, String reason) {}

    /// Passed over, with a note, by kinds that have no use for it.
    Field passedOver(String reason) {
        return with(field -> field.elsewhere = new Elsewhere(false, reason));
    }

    /// Refused, with this reason, for kinds that have nothing of the sort.
    Field refused(String reason) {
        return with(field -> field.elsewhere = new Elsewhere(true, reason));
    }

    String name() {
        return name;
    }

    Shape shape() {
        return shape;
    }

    /// The default as it would be written, null for none.
    String fallback() {
        return fallback;
    }

    /// What the default follows from, in words, where it is not a constant; null otherwise.
    String derived() {
        return derived;
    }

    /// Must be written.
    boolean required() {
        return required;
    }

    /// A block that is there with its defaults when it is left out.
    boolean filled() {
        return filled;
    }

    /// One sentence.
    String doc() {
        return doc;
    }

    /// The vendor's own name, empty where there is none.
    String vendor() {
        return vendor;
    }

    /// The vendor's default, empty where there is none.
    String vendorDefault() {
        return vendorDefault;
    }

    /// Why it is not available yet (`kind: jetstream`), null when it is.
    String later() {
        return later;
    }

    /// `kind=database`: the field has a meaning only where its neighbour has this value; null for always.
    String onlyWith() {
        return onlyWith;
    }

    /// Of all fields with this group exactly one must be there (`?` at the end: at most one); null for
    /// none.
    String oneOf() {
        return oneOf;
    }

    /// The kinds of broker (`log`) and styles of a queue (`bullmq`) with which the field has a meaning;
    /// empty: all.
    List<String> kinds() {
        return kinds;
    }

    /// What becomes of it for the other kinds; null where `kinds` is empty.
    Elsewhere elsewhere() {
        return elsewhere;
    }
}
