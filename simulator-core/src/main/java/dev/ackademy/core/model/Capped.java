package dev.ackademy.core.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a count that may grow without bound while nothing else changes (deliveries, attempts). The canonical digest
/// sees at most `at`, so that a world that repeats itself is recognised. A field that a rule compares with a limit
/// needs a cap above that limit.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Capped {
    int at() default 8;
}
