package dev.ackademy.core.scenario;

import java.util.List;

/// One field of the format: everything that anybody says about it.
///
/// @param fallback      the default as it would be written, null for none
/// @param derived       what the default follows from, in words, where it is not a constant; null otherwise
/// @param required      must be written
/// @param filled        a block that is there with its defaults when it is left out
/// @param doc           one sentence
/// @param vendor        the vendor's own name, empty where there is none
/// @param vendorDefault the vendor's default, empty where there is none
/// @param later         why it is not available yet (`kind: jetstream`), null when it is
/// @param onlyWith      `kind=database`: the field has a meaning only where its neighbour has this value; null for
/// always
/// @param oneOf         of all fields with this group exactly one must be there (`?` at the end: at most one); null for
/// none
/// @param kinds         the kinds of broker (`log`) and styles of a queue (`bullmq`) with which the field has a
/// meaning;
/// empty: all
/// @param elsewhere     what becomes of it for the other kinds; null where `kinds` is empty
record Field(
        String name,
        Shape shape,
        String fallback,
        String derived,
        boolean required,
        boolean filled,
        String doc,
        String vendor,
        String vendorDefault,
        String later,
        String onlyWith,
        String oneOf,
        List<String> kinds,
        Elsewhere elsewhere) {

    static Field of(String name, Shape shape, String doc) {
        return new Field(name, shape, null, null, false, false, doc, "", "", null, null, null, List.of(), null);
    }

    Field or(String value) {
        return new Field(
                name,
                shape,
                value,
                derived,
                required,
                filled,
                doc,
                vendor,
                vendorDefault,
                later,
                onlyWith,
                oneOf,
                kinds,
                elsewhere);
    }

    Field orDerived(String words) {
        return new Field(
                name,
                shape,
                fallback,
                words,
                required,
                filled,
                doc,
                vendor,
                vendorDefault,
                later,
                onlyWith,
                oneOf,
                kinds,
                elsewhere);
    }

    Field needed() {
        return new Field(
                name,
                shape,
                fallback,
                derived,
                true,
                filled,
                doc,
                vendor,
                vendorDefault,
                later,
                onlyWith,
                oneOf,
                kinds,
                elsewhere);
    }

    Field whole() {
        return new Field(
                name,
                shape,
                fallback,
                derived,
                required,
                true,
                doc,
                vendor,
                vendorDefault,
                later,
                onlyWith,
                oneOf,
                kinds,
                elsewhere);
    }

    Field vendor(String own, String value) {
        return new Field(
                name, shape, fallback, derived, required, filled, doc, own, value, later, onlyWith, oneOf, kinds,
                elsewhere);
    }

    Field later(String why) {
        return new Field(
                name,
                shape,
                fallback,
                derived,
                required,
                filled,
                doc,
                vendor,
                vendorDefault,
                why,
                onlyWith,
                oneOf,
                kinds,
                elsewhere);
    }

    Field only(String neighbour) {
        return new Field(
                name,
                shape,
                fallback,
                derived,
                required,
                filled,
                doc,
                vendor,
                vendorDefault,
                later,
                neighbour,
                oneOf,
                kinds,
                elsewhere);
    }

    Field group(String group) {
        return new Field(
                name,
                shape,
                fallback,
                derived,
                required,
                filled,
                doc,
                vendor,
                vendorDefault,
                later,
                onlyWith,
                group,
                kinds,
                elsewhere);
    }

    Field kinds(String... words) {
        return new Field(
                name,
                shape,
                fallback,
                derived,
                required,
                filled,
                doc,
                vendor,
                vendorDefault,
                later,
                onlyWith,
                oneOf,
                List.of(words),
                elsewhere);
    }

    /// What becomes of it where a person wrote it for a kind that has no use for it.
    ///
    /// @param refused otherwise it is passed over with a note, because no promise is lost with it
    /// @param reason  why the other kinds have none
    record Elsewhere(boolean refused, String reason) {}

    /// Passed over, with a note, by kinds that have no use for it.
    Field passedOver(String reason) {
        return elsewhere(new Elsewhere(false, reason));
    }

    /// Refused, with this reason, for kinds that have nothing of the sort.
    Field refused(String reason) {
        return elsewhere(new Elsewhere(true, reason));
    }

    private Field elsewhere(Elsewhere what) {
        return new Field(
                name,
                shape,
                fallback,
                derived,
                required,
                filled,
                doc,
                vendor,
                vendorDefault,
                later,
                onlyWith,
                oneOf,
                kinds,
                what);
    }
}
