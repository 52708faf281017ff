package dev.ackademy.core.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks an allocated number (request, connection, session, timer) kept in a node's state. The canonical digest renames
/// such numbers by the order in which they first appear, so that two allocators give the same digest; numbers below 1
/// mean "none" and stay.
/// `counter` marks a mere counter: the digest
/// leaves it out. On a map with whole numbers as keys it speaks of the keys, otherwise of the values.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Ident {
    boolean counter() default false;

    /// The sort of number: fields of the same sort hold the same numbers. Empty: the name of the field, so
    /// `connection`
    /// meets `connection`.
    String of() default "";
}
