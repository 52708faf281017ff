package dev.ackademy.core.truth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a test: what it requires of the model was seen on a real server.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Seen {

    /// Lines of `ground-truth.yaml`: `kafka a1`.
    String[] value();
}
