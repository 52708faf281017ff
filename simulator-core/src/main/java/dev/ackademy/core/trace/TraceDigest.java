package dev.ackademy.core.trace;

import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.model.Opaque;

/// The digest of a story, entry by entry: two runs with the same digest told the same. It does not depend on how a
/// recording is laid out.
public final class TraceDigest {

    private final Digest128.Running running = new Digest128.Running();
    private final DigestBytes bytes = new DigestBytes();
    private boolean known = true;

    public TraceDigest add(TraceEntry entry) {
        bytes.size = 0;
        bytes.number(entry.n());
        bytes.number(entry.at());
        bytes.number(entry.node());
        bytes.number(entry.incarnation());
        bytes.number(entry.lane());
        if (entry.event() instanceof Opaque opaque) {
            bytes.text(opaque.kind());
            known = false;
        } else {
            EventKinds.Kind kind = EventKinds.of(entry.event());
            bytes.add(kind.digested());
            kind.shape().digest(entry.event(), bytes);
        }
        bytes.number(entry.causes().length);
        for (int cause : entry.causes()) {
            bytes.number(cause);
        }
        bytes.text(entry.choice());
        bytes.number(entry.origin().ordinal());
        running.add(bytes.bytes, 0, bytes.size);
        return this;
    }

    /// Of the entries so far, as 32 hexadecimal digits.
    public String value() {
        return running.value().toString();
    }

    /// False when an entry could not be understood, so that its part is missing.
    boolean known() {
        return known;
    }
}
