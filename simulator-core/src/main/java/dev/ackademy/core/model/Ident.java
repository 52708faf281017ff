package dev.ackademy.core.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks an allocated number (request, connection, session, timer) kept in a node's state. The canonical digest renames
/// such numbers by the order
/// in which they first appear, so that two allocators give the same digest. `counter` marks a mere counter: the digest
/// leaves it out.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Ident {
    boolean counter() default false;
}
