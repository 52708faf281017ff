package dev.ackademy.core.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a virtual time in microseconds kept in a node's state. The canonical digest sees it relative to now, and of
/// one that is past only that it is past: a deadline has been reached, a time stamp lies behind. `age` keeps what has
/// passed since, for times that a rule counts from.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Instant {
    boolean age() default false;
}
