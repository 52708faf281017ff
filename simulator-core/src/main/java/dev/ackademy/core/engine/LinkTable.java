package dev.ackademy.core.engine;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.wiring.Cast;
import java.util.Arrays;

/// What every pair of nodes has between it: latency and jitter, what slows it down, whether it is parted. Indexed by
/// `from * nodes + to`.
final class LinkTable {

    @Fixed
    private final int nodes;

    @Fixed
    private final Cast cast;

    @Fixed
    private final long seed;

    @Fixed
    private final long[] latency;

    @Fixed
    private final long[] jitter;

    private final long[] slowedBy;

    /// How many faults part the link.
    private final int[] parted;

    LinkTable(Scenario scenario, Cast cast, long seed) {
        this.nodes = cast.size();
        this.cast = cast;
        this.seed = seed;
        this.latency = new long[nodes * nodes];
        this.jitter = new long[nodes * nodes];
        this.slowedBy = new long[nodes * nodes];
        this.parted = new int[nodes * nodes];
        Arrays.fill(latency, scenario.broker().latencyMicros());
        Arrays.fill(jitter, scenario.broker().jitterMicros());
        for (Scenario.Link link : scenario.links()) {
            for (int a : cast.named(link.from())) {
                for (int b : cast.named(link.to())) {
                    set(a, b, link);
                    set(b, a, link);
                }
            }
        }
    }

    private void set(int from, int to, Scenario.Link link) {
        latency[from * nodes + to] = link.latencyMicros();
        jitter[from * nodes + to] = link.jitterMicros();
    }

    /// Latency of one item, µs. Jitter is drawn by what the frame carries, so that one more message changes
    /// nobody else's; a repeated request has the latency of the first.
    long latency(int from, int to, Frame frame) {
        int link = from * nodes + to;
        long base = latency[link] + slowedBy[link];
        if (jitter[link] == 0 || frame == null || frame.maintenance()) {
            return base;
        }
        return base + Draw.number(seed, "jitter", key(from, to, frame), 0, jitter[link] + 1);
    }

    private String key(int from, int to, Frame frame) {
        StringBuilder key = new StringBuilder(64)
                .append(cast.node(from).name())
                .append('>')
                .append(cast.node(to).name())
                .append('/')
                .append(frame.kind().word())
                .append(frame.answer() ? "!" : "");
        if (frame.carried().isEmpty()) {
            return key.append('/').append(frame.note()).toString();
        }
        Carried first = frame.carried().getFirst();
        if (first.operation() != null) {
            key.append('/')
                    .append(first.operation().key())
                    .append('#')
                    .append(first.operation().version());
        }
        return key.append('/').append(first.copy()).toString();
    }

    boolean parted(int from, int to) {
        return parted[from * nodes + to] > 0;
    }

    void part(int from, int to, int by) {
        parted[from * nodes + to] += by;
    }

    void slow(int from, int to, long byMicros) {
        slowedBy[from * nodes + to] += byMicros;
    }
}
