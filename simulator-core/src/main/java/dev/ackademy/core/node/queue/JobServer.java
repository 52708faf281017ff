package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.queue.JobQueue.Active;
import dev.ackademy.core.node.queue.JobQueue.Delayed;
import dev.ackademy.core.node.queue.JobQueue.Job;
import dev.ackademy.core.node.queue.JobQueue.Parked;
import dev.ackademy.core.node.queue.QueueSettings.Declared;
import dev.ackademy.core.node.queue.QueueSettings.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The Redis of BullMQ with its scripts. A job in hand is locked by its worker's token; the worker renews the lock,
/// which a healthy system need not tell: the lock runs out only where the worker cannot be heard (B1, B2).
///
/// ```
///   wait ──taken──► active ──completed──► gone
///    ▲ ▲              │ ├──failed──► delayed ──► wait (its end), or the failed set when its attempts are spent
///    │ └──────────────┘ └──lock gone, two checks──► wait (its head), or the failed set
///    └─ added
/// ```
public final class JobServer implements Node {

    static final String MISSING_LOCK = "Missing lock for job (-2)";
    static final String NOT_OWNER = "Lock mismatch for job (-6)";
    static final String STALLED = "stalled";
    static final String FAILED = "failed";

    private static final String LOCK = "broker/lock";
    private static final String LOCK_OF = "broker/lock:token";
    private static final String CHECK = "broker/stalled-check";
    private static final String PROMOTE = "broker/delayed";

    @Fixed
    private final QueueSettings settings;

    @Fixed
    private final long lockMicros;

    @Fixed
    private final long renewMicros;

    final TreeMap<String, JobQueue> queues = new TreeMap<>();

    @Ident(of = "token", counter = true)
    private int lastToken;

    private final TreeSet<Integer> silent = new TreeSet<>();

    @Instant
    private final TreeMap<Integer, Long> heardSince = new TreeMap<>();

    /// @param lockMicros  `lockDuration`
    /// @param renewMicros `lockRenewTime`
    public JobServer(QueueSettings settings, long lockMicros, long renewMicros) {
        this.settings = settings;
        this.lockMicros = lockMicros;
        this.renewMicros = renewMicros;
        for (Declared each : settings.queues()) {
            JobQueue queue = new JobQueue();
            queue.name = each.name();
            queues.put(each.name(), queue);
        }
    }

    private boolean applies(Rule rule) {
        return settings.applies(rule);
    }

    @Override
    public void on(Input input, Surroundings around) {
        switch (input) {
            case Input.Started(int incarnation) -> {
                if (incarnation > 1) {
                    recover(around);
                }
            }
            case Input.Opened(int _, int peer) -> {
                silent.remove(peer);
                heardSince.put(peer, around.now());
            }
            case Input.Closed(int connection, int _, String _) -> closed(connection, around);
            case Input.Arrived(int connection, int from, JobFrame frame) -> arrived(connection, from, frame, around);
            case Input.Arrived arrived ->
                throw new IllegalStateException("a Redis got " + arrived.frame().getClass());
            case Input.Fired(Timer timer) -> fired(timer, around);
            case Input.Silent(int peer) -> silent(peer, around);
            case Input.Heard(int peer) -> heard(peer, around);
            case Input.Stopping _ -> around.stopped("shut down");
            case Input.Adjusted _ -> {}
        }
    }

    private void closed(int connection, Surroundings around) {
        for (JobQueue queue : queues.values()) {
            queue.parked.removeIf(each -> each.connection() == connection);
            queue.workers.remove(connection);
        }
    }

    private void arrived(int connection, int from, JobFrame frame, Surroundings around) {
        switch (frame) {
            case JobFrame.Add add -> add(connection, add, around);
            case JobFrame.Take take -> {
                JobQueue queue = queues.get(take.queue());
                queue.workers.add(connection);
                queue.parked.add(new Parked(connection, take.correlation(), from));
                dispatch(queue, around);
                check(queue, around);
            }
            case JobFrame.Finish finish -> finish(connection, from, finish, around);
            case JobFrame.Renew renew -> renewed(from, renew.tokens(), around);
            case JobFrame.Added _, JobFrame.Taken _, JobFrame.Finished _ ->
                throw new IllegalStateException("a worker sent " + frame);
        }
    }

    /// A worker that is back says what it works on. What it was given besides, it never got: nobody renews
    /// that lock.
    private void renewed(int worker, List<Integer> tokens, Surroundings around) {
        boolean unknown = false;
        for (JobQueue queue : queues.values()) {
            for (Active each : List.copyOf(queue.active.values())) {
                boolean known = tokens.contains(each.token());
                if (known || each.node() == worker) {
                    queue.active.put(each.job().position(), each.with(each.locked(), !known, each.marked()));
                    unknown |= !known && each.locked();
                }
            }
        }
        if (unknown && applies(Rule.B2)) {
            around.after(lockMicros, new Timer(LOCK, worker));
        }
    }

    private void add(int connection, JobFrame.Add add, Surroundings around) {
        JobQueue queue = queues.get(add.queue());
        Long known = add.id() == null ? null : queue.ids.get(add.id());
        if (known != null && applies(Rule.B6)) {
            around.record(new LogEvent.DuplicateRecognised(add.message().operation(), queue.partition(), known));
            around.send(connection, new JobFrame.Added(add.correlation(), "", known, true));
            return;
        }
        long position = queue.next++;
        if (add.id() != null) {
            queue.ids.put(add.id(), position);
        }
        int entry = around.record(new LogEvent.RecordAppended(
                add.message().operation(),
                queue.partition(),
                position,
                0,
                add.message().attempt(),
                -1,
                -1));
        queue.wait.add(new Job(position, add.message(), 0, 0, 0, entry));
        around.send(connection, new JobFrame.Added(add.correlation(), "", position, false));
        dispatch(queue, around);
    }

    /// Workers take for themselves: one that is paused takes nothing.
    private void dispatch(JobQueue queue, Surroundings around) {
        for (Parked each : List.copyOf(queue.parked)) {
            if (!queue.wait.isEmpty() && !silent.contains(each.node())) {
                queue.parked.remove(each);
                give(queue, queue.wait.removeFirst().given(), each, around);
            }
        }
    }

    private void give(JobQueue queue, Job job, Parked to, Surroundings around) {
        int token = ++lastToken;
        queue.active.put(job.position(), new Active(job, to.node(), token, applies(Rule.B1), false, false));
        int entry = around.record(
                new QueueEvent.MessageGiven(
                        job.operation(), queue.partition(), job.position(), to.node(), job.deliveries()),
                job.entry());
        if (!applies(Rule.B2)) {
            around.after(lockMicros, new Timer(LOCK_OF, token));
        }
        if (!applies(Rule.B1)) {
            check(queue, around);
        }
        around.send(
                to.connection(),
                new JobFrame.Taken(
                        to.correlation(), queue.name, token, job.position(), job.deliveries(), job.message(), entry));
    }

    private void finish(int connection, int from, JobFrame.Finish finish, Surroundings around) {
        JobQueue queue = queues.get(finish.queue());
        Active active = queue.active.get(finish.position());
        String error = refused(active, finish.token());
        if (!error.isEmpty() && applies(Rule.B7)) {
            around.record(new QueueEvent.SettlementRefused(
                    finish.about().operation(), queue.partition(), finish.position(), from, error));
        } else if (active == null) {
            queue.wait.removeIf(each -> each.position() == finish.position());
            error = "";
        } else {
            queue.active.remove(finish.position());
            error = "";
            finished(queue, active, finish, around);
        }
        around.send(connection, new JobFrame.Finished(finish.correlation(), error));
        dispatch(queue, around);
    }

    private String refused(Active active, int token) {
        if (active == null || active.token() == token && !active.locked() && applies(Rule.B1)) {
            return MISSING_LOCK;
        }
        return active.token() == token ? "" : NOT_OWNER;
    }

    private void finished(JobQueue queue, Active active, JobFrame.Finish finish, Surroundings around) {
        Job job = active.job();
        if (finish.done()) {
            around.record(new QueueEvent.MessageSettled(
                    job.operation(), queue.partition(), job.position(), active.node(), false));
            return;
        }
        Jobs jobs = settings.queue(queue.name).jobs();
        Job failed = job.failed();
        if (finish.delayMicros() < 0 || failed.failures() >= jobs.attempts() || !applies(Rule.B5)) {
            giveUp(queue, failed, FAILED, around);
            return;
        }
        long delay =
                jobs.exponential() ? jobs.backoffMicros() << Math.min(failed.failures() - 1, 16) : jobs.backoffMicros();
        if (delay == 0) {
            queue.wait.add(failed);
            requeued(queue, failed, queue.wait.size() - 1, FAILED, around);
        } else {
            queue.delayed.add(new Delayed(failed, around.now() + delay));
            around.record(
                    new QueueEvent.MessageDelayed(
                            job.operation(),
                            queue.partition(),
                            job.position(),
                            around.now() + delay,
                            failed.failures(),
                            FAILED),
                    job.entry());
            promoteLater(queue, around);
        }
    }

    private static void requeued(JobQueue queue, Job job, int place, String cause, Surroundings around) {
        around.record(
                new QueueEvent.MessageRequeued(job.operation(), queue.partition(), job.position(), place, cause),
                job.entry());
    }

    /// Into the failed set, where nobody looks by itself.
    private static void giveUp(JobQueue queue, Job job, String reason, Surroundings around) {
        around.record(
                new QueueEvent.MessageDeadLettered(job.operation(), queue.partition(), job.position(), null, reason),
                job.entry());
    }

    private void promoteLater(JobQueue queue, Surroundings around) {
        long first = Long.MAX_VALUE;
        for (Delayed each : queue.delayed) {
            first = Math.min(first, each.due());
        }
        if (first < Long.MAX_VALUE) {
            around.after(Math.max(0, first - around.now()), new Timer(PROMOTE, settings.number(queue.name)));
        }
    }

    private void silent(int peer, Surroundings around) {
        silent.add(peer);
        boolean holds = false;
        for (JobQueue queue : queues.values()) {
            for (Active each : List.copyOf(queue.active.values())) {
                if (each.node() == peer && each.locked()) {
                    queue.active.put(each.job().position(), each.with(true, true, each.marked()));
                    holds = true;
                }
            }
        }
        if (holds && applies(Rule.B2)) {
            long since = (around.now() - heardSince.getOrDefault(peer, around.now())) % renewMicros;
            around.after(Math.max(1, lockMicros - since), new Timer(LOCK, peer));
        }
    }

    private void heard(int peer, Surroundings around) {
        silent.remove(peer);
        heardSince.put(peer, around.now());
        around.cancel(new Timer(LOCK, peer));
        for (JobQueue queue : queues.values()) {
            queue.active.replaceAll(
                    (_, each) -> each.node() == peer ? each.with(each.locked(), false, each.marked()) : each);
            dispatch(queue, around);
        }
    }

    private void fired(Timer timer, Surroundings around) {
        int id = (int) timer.id();
        switch (timer.tag()) {
            case LOCK ->
                queues.values().forEach(queue -> expire(queue, each -> each.node() == id && each.suspect(), around));
            case LOCK_OF -> queues.values().forEach(queue -> expire(queue, each -> each.token() == id, around));
            case CHECK -> {
                JobQueue queue = queues.get(settings.queues().get(id).name());
                queue.checking = false;
                checkStalled(queue, around);
            }
            case PROMOTE -> promote(queues.get(settings.queues().get(id).name()), around);
            default -> throw new IllegalStateException("no timer " + timer.tag());
        }
    }

    private void promote(JobQueue queue, Surroundings around) {
        for (Delayed each : List.copyOf(queue.delayed)) {
            if (each.due() <= around.now()) {
                queue.delayed.remove(each);
                queue.wait.add(each.job());
                requeued(queue, each.job(), queue.wait.size() - 1, "its backoff is over", around);
            }
        }
        promoteLater(queue, around);
        dispatch(queue, around);
    }

    private void expire(JobQueue queue, java.util.function.Predicate<Active> which, Surroundings around) {
        for (Active each : List.copyOf(queue.active.values())) {
            if (each.locked() && which.test(each)) {
                queue.active.put(each.job().position(), each.with(false, true, each.marked()));
                around.record(new QueueEvent.LockExpired(
                        each.job().operation(), queue.partition(), each.job().position(), each.node()));
            }
        }
        check(queue, around);
    }

    /// A check is due where a lock is gone and somebody is there to look: workers do it themselves.
    private void check(JobQueue queue, Surroundings around) {
        boolean needed = queue.active.values().stream().anyMatch(each -> !each.locked());
        if (needed && !queue.workers.isEmpty() && !queue.checking) {
            queue.checking = true;
            around.after(
                    settings.queue(queue.name).jobs().stalledIntervalMicros(),
                    new Timer(CHECK, settings.number(queue.name)));
        }
    }

    /// B3: what is still marked and has no lock has stalled; then every active job is marked, and a renewal
    /// takes the mark off.
    private void checkStalled(JobQueue queue, Surroundings around) {
        if (queue.workers.isEmpty()) {
            return;
        }
        List<Long> marked = new ArrayList<>();
        for (Active each : List.copyOf(queue.active.values())) {
            if (each.locked()) {
                continue;
            }
            if (each.marked() || !applies(Rule.B3)) {
                queue.active.remove(each.job().position());
                stalled(queue, each, around);
            } else {
                queue.active.put(each.job().position(), each.with(false, each.suspect(), true));
                marked.add(each.job().position());
            }
        }
        if (!marked.isEmpty()) {
            around.record(new QueueEvent.JobsMarked(queue.partition(), marked));
        }
        dispatch(queue, around);
        check(queue, around);
    }

    private void stalled(JobQueue queue, Active active, Surroundings around) {
        Job job = active.job().stalled();
        around.record(new QueueEvent.JobStalled(
                job.operation(), queue.partition(), job.position(), active.node(), job.stalls()));
        if (job.stalls() > settings.queue(queue.name).jobs().maxStalled() && applies(Rule.B4)) {
            giveUp(queue, job, STALLED, around);
        } else {
            queue.wait.addFirst(job);
            requeued(queue, job, 0, STALLED, around);
        }
    }

    /// Redis is back with what its append-only file holds; every lock is doubtful until its worker renews
    /// it.
    private void recover(Surroundings around) {
        for (JobQueue queue : queues.values()) {
            queue.active.replaceAll((_, each) -> each.with(each.locked(), true, each.marked()));
            queue.active.values().stream()
                    .map(Active::node)
                    .distinct()
                    .forEach(node -> around.after(lockMicros, new Timer(LOCK, node)));
            promoteLater(queue, around);
        }
    }

    @Override
    public void crashed() {
        silent.clear();
        heardSince.clear();
        queues.values().forEach(queue -> {
            queue.parked.clear();
            queue.workers.clear();
            queue.checking = false;
        });
    }

    @Override
    public String waiting() {
        return "";
    }
}
