package dev.ackademy.core.trace;

import tools.jackson.core.JsonGenerator;

/// How values of one component type stand in a recording and in a digest. Null is allowed where the type is no
/// primitive.
interface Value {

    void write(Object value, JsonGenerator out);

    /// The parser stands on the value's first token and is left on its last.
    Object read(JsonLine in);

    void digest(Object value, DigestBytes out);
}
