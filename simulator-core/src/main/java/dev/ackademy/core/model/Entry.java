package dev.ackademy.core.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the number of a trace entry kept in a node's state. It is written when a state is saved, and left out of a
/// world's canonical digest: two worlds that differ only in how their story was numbered are the same world.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Entry {}
