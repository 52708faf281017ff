package dev.ackademy.core.engine;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The hold model: take the earliest of so many pending events and add one at a random later time.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HoldBenchmark {

    private static final int DELAYS = 1 << 16;

    private record Pending(long time, long sequence, Object what) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(sequence, other.sequence);
        }
    }

    @Param({"1000", "100000"})
    private int pending;

    private final long[] delays = new long[DELAYS];
    private final Object what = new Object();
    private int next;
    private EventQueue queue;
    private PriorityQueue<Pending> objects;
    private long sequence;
    private BareHeap bare;

    @Setup
    public void fill() {
        for (int i = 0; i < DELAYS; i++) {
            delays[i] = 1 + Draw.number(1, "delay", "", i, 2_000_000);
        }
        queue = new EventQueue();
        objects = new PriorityQueue<>();
        bare = new BareHeap();
        for (int i = 0; i < pending; i++) {
            long time = delay();
            queue.add(time, what);
            objects.add(new Pending(time, sequence++, what));
            bare.add(time);
        }
    }

    private long delay() {
        return delays[next++ & DELAYS - 1];
    }

    @Benchmark
    public Object engine() {
        Object polled = queue.poll();
        queue.add(queue.polledTime() + delay(), what);
        return polled;
    }

    @Benchmark
    public Object priorityQueue() {
        Pending polled = objects.poll();
        objects.add(new Pending(polled.time() + delay(), sequence++, what));
        return polled;
    }

    @Benchmark
    public long bareHeap() {
        long polled = bare.poll();
        bare.add(polled + delay());
        return polled;
    }
}
