package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import java.util.List;

/// Offsets to be committed.
///
/// @param request  the application's, 0 for the library's own auto-commit
/// @param sync     waits for its answer and is tried again (`commitSync`); otherwise one try (`commitAsync`)
/// @param giveUpAt when a `sync` one fails at last (`default.api.timeout.ms`)
/// @param sent     it was sent at least once, so it may have been done
record Commit(
        @Ident int request,
        boolean sync,
        List<CommittedOffset> offsets,
        @Instant long giveUpAt,
        boolean sent) {

    Commit wasSent() {
        return new Commit(request, sync, offsets, giveUpAt, true);
    }

    boolean auto() {
        return request == 0;
    }
}
