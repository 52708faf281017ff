package dev.ackademy.core.node.state;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Ranked;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;

/// What a whole number in a state means to the canonical digest, as its field's annotation says.
///
/// @param sort  of an allocated number or an epoch; interned, so that sorts compare by `==`
/// @param limit of a capped count
record Mark(Role role, String sort, int limit) {

    static final Mark PLAIN = new Mark(Role.PLAIN, "", 0);

    enum Role {
        PLAIN,
        INSTANT,
        AGE,
        IDENT,
        COUNTER,
        ENTRY,
        CAPPED,
        RANKED
    }

    /// Several marks on one field speak of different parts of a map: [Ident] of its keys, the others of its
    /// values.
    static List<Mark> on(AnnotatedElement element, String name) {
        List<Mark> marks = new ArrayList<>();
        for (Annotation annotation : element.getAnnotations()) {
            switch (annotation) {
                case Instant instant -> marks.add(new Mark(instant.age() ? Role.AGE : Role.INSTANT, "", 0));
                case Entry _ -> marks.add(new Mark(Role.ENTRY, "", 0));
                case Capped capped -> marks.add(new Mark(Role.CAPPED, "", capped.at()));
                case Ranked ranked -> marks.add(new Mark(Role.RANKED, sort(ranked.of(), name), 0));
                case Ident ident ->
                    marks.add(
                            ident.counter()
                                    ? new Mark(Role.COUNTER, "", 0)
                                    : new Mark(Role.IDENT, sort(ident.of(), name), 0));
                default -> {}
            }
        }
        return marks;
    }

    boolean leftOut() {
        return role == Role.ENTRY || role == Role.COUNTER;
    }

    private static String sort(String stated, String name) {
        return (stated.isEmpty() ? name : stated).intern();
    }
}
