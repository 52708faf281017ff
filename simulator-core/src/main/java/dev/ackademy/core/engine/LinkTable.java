package dev.ackademy.core.engine;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.wiring.Cast;
import java.util.Arrays;
import java.util.List;

/// What every pair of nodes has between it: latency and jitter, what slows it down, whether it is parted. Indexed by
/// `from * nodes + to`.
final class LinkTable {

    @Fixed
    private final int nodes;

    @Fixed
    private final long seed;

    @Fixed
    private final long[] latency;

    @Fixed
    private final long[] jitter;

    /// Where the key of each link's jitter begins: `shop.1>broker.2/`.
    @Fixed
    private final long[] keys;

    private final long[] slowedBy;

    /// How many faults part the link.
    private final int[] parted;

    LinkTable(Scenario scenario, Cast cast, long seed) {
        this.nodes = cast.size();
        this.seed = seed;
        this.latency = new long[nodes * nodes];
        this.jitter = new long[nodes * nodes];
        this.keys = new long[nodes * nodes];
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                String name = cast.node(from).name() + ">" + cast.node(to).name() + "/";
                keys[from * nodes + to] = Draw.text(Draw.NO_TEXT, name);
            }
        }
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

    /// Latency without jitter, µs.
    long latency(int from, int to) {
        return latency[from * nodes + to] + slowedBy[from * nodes + to];
    }

    /// Whether the link has jitter.
    boolean varies(int from, int to) {
        return jitter[from * nodes + to] > 0;
    }

    /// Latency of one item, µs. Jitter is drawn by what the frame carries, so that one more message changes
    /// nobody else's; a repeated request has the latency of the first.
    long latency(int from, int to, Frame frame, List<Carried> carried) {
        long bound = jitter[from * nodes + to] + 1;
        return latency(from, to) + Draw.number(seed, "jitter", key(from, to, frame, carried), 0, bound);
    }

    /// Of `shop.1>broker.2/produce/A#2/orders-0`: the link, the request (`!` for an answer) and the first
    /// message that it carries, or its note.
    private long key(int from, int to, Frame frame, List<Carried> carried) {
        long key = Draw.text(keys[from * nodes + to], frame.kind().word());
        key = Draw.text(key, frame.answer() ? "!/" : "/");
        if (carried.isEmpty()) {
            return Draw.text(key, frame.note());
        }
        Carried first = carried.getFirst();
        if (first.operation() != null) {
            key = Draw.text(key, first.operation().key());
            key = Draw.digits(Draw.character(key, '#'), first.operation().version());
            key = Draw.character(key, '/');
        }
        return Draw.text(key, String.valueOf(first.copy()));
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
