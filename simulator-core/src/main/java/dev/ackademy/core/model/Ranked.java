package dev.ackademy.core.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks an epoch, generation or fence: only which is older matters, not by how much. The canonical digest sees the
/// rank among all values of the same sort in the world, so that an election without end is recognised as a loop. Every
/// place that keeps or carries such a number has to bear the mark, or two different worlds may have one digest.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Ranked {
    /// The sort, such as `generation`; empty: the name of the field.
    String of() default "";
}
