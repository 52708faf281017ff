package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.queue.AmqpFrame.Verb;
import dev.ackademy.core.node.queue.QueueSettings.Declared;
import dev.ackademy.core.node.queue.QueueSettings.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// One check for each rule of RabbitMQ's broker and of BullMQ's Redis: a short story at a broker, and whether it went
/// as the rule says.
final class RuleCheck {

    private static final int SHOP = 1;
    private static final int FIRST = 2;
    private static final int SECOND = 3;
    private static final long MS = 1_000;

    private final Rule rule;
    private final Rule[] off;

    /// @param off rules that are switched off
    private RuleCheck(Rule rule, Rule... off) {
        this.rule = rule;
        this.off = off;
    }

    static boolean holds(Rule rule, Rule... off) {
        return new RuleCheck(rule, off).holds();
    }

    private boolean holds() {
        return switch (rule) {
            case Q1 -> aConfirmComesForWhatIsStoredAndForWhatFindsNoQueue();
            case Q2 -> whatIsMandatoryAndFindsNoQueueComesBack();
            case Q3 -> aConsumerHasNoMoreThanItsPrefetch();
            case Q4 -> withAutomaticAcknowledgementWhatIsSentIsGone();
            case Q5 -> aLostConnectionGivesBackEverythingAtOnce();
            case Q6 -> aClassicQueuePutsItBackWhereItWas();
            case Q7 -> aQuorumQueueGivesWhatCameBackInTheOrderOfReturn();
            case Q8 -> whatComesBackTooOftenIsGivenUp();
            case Q9 -> onlyTheFirstConsumerIsGivenMessages();
            case Q10 -> aDeadLetterIsSentOnceAndForgotten();
            case Q11 -> aDeadLetterIsKeptUntilTheOtherQueueHasIt();
            case Q12 -> whatWaitsTooLongIsGivenUp();
            case Q13 -> aFullQueueGivesUpItsHeadOrRefuses();
            case Q14 -> theChannelOfASlowConsumerIsClosed();
            case Q15 -> aSilentConsumerLosesItsMessages();
            case Q16 -> messagesOutliveTheBroker();
            case B1 -> aLockKeepsAJobWithItsWorker();
            case B2 -> aLockIsRenewedWhileItsWorkerIsHeard();
            case B3 -> aStalledJobIsFoundAtTheSecondCheck();
            case B4 -> aJobThatStalledTooOftenHasFailed();
            case B5 -> aFailedJobIsGivenAgainAfterItsBackoff();
            case B6 -> aJobWithAKnownIdIsNotAddedAgain();
            case B7 -> onlyTheOwnerOfTheLockFinishes();
        };
    }

    private static Declared queue(String name) {
        return new Declared(
                name,
                Bench.BROKER,
                false,
                false,
                null,
                false,
                -1,
                false,
                -1,
                -1,
                false,
                false,
                new Jobs(1, 0, false, 1, 1));
    }

    private static Declared quorum(String name, String deadLetter, boolean confirmed, int limit) {
        return new Declared(
                name,
                Bench.BROKER,
                true,
                false,
                deadLetter,
                confirmed,
                limit,
                false,
                -1,
                -1,
                true,
                false,
                queue("").jobs());
    }

    private static Declared limited(String name, String deadLetter, long ttl, int length, boolean reject) {
        return new Declared(
                name,
                Bench.BROKER,
                false,
                false,
                deadLetter,
                false,
                -1,
                false,
                ttl,
                length,
                reject,
                false,
                queue("").jobs());
    }

    private static Declared late(String name) {
        return new Declared(
                name,
                Bench.BROKER,
                false,
                true,
                null,
                false,
                -1,
                false,
                -1,
                -1,
                false,
                false,
                queue("").jobs());
    }

    private static Declared single(String name) {
        return new Declared(
                name,
                Bench.BROKER,
                false,
                false,
                null,
                false,
                -1,
                false,
                -1,
                -1,
                false,
                true,
                queue("").jobs());
    }

    private Bench bench(Declared... queues) {
        QueueSettings settings =
                new QueueSettings(List.of(Bench.BROKER), List.of(queues), new TreeSet<>()).without(off);
        return new Bench(
                new RabbitBroker(settings, Bench.BROKER, new RabbitBroker.Patience(1_000 * MS, 300 * MS, 2_000 * MS)));
    }

    private static int published(Bench bench, String queue, int count) {
        int shop = bench.open(SHOP);
        for (int i = 0; i < count; i++) {
            bench.publish(shop, queue);
        }
        return shop;
    }

    private boolean aConfirmComesForWhatIsStoredAndForWhatFindsNoQueue() {
        Bench bench = bench(queue("a"), late("b"));
        int shop = published(bench, "a", 1);
        bench.publish(shop, "b");
        return bench.confirms().size() == 2
                && bench.confirms().stream().allMatch(each -> each.error().isEmpty() && !each.returned())
                && bench.storedIn("b") == 0
                && bench.count(QueueEvent.MessageUnroutable.class) == 1;
    }

    private boolean whatIsMandatoryAndFindsNoQueueComesBack() {
        Bench bench = bench(late("b"));
        int shop = bench.open(SHOP);
        bench.send(shop, SHOP, new AmqpFrame.Publish(1, "b", bench.message(), true, true));
        return bench.confirms().getFirst().returned();
    }

    private boolean aConsumerHasNoMoreThanItsPrefetch() {
        Bench bench = bench(queue("a"));
        published(bench, "a", 3);
        int consumer = bench.open(FIRST);
        bench.consume(consumer, FIRST, "a", 2);
        boolean two = bench.delivered(consumer).equals(List.of(0L, 1L));
        bench.settle(consumer, FIRST, 1, Verb.ACK);
        return two && bench.delivered(consumer).equals(List.of(0L, 1L, 2L));
    }

    private boolean withAutomaticAcknowledgementWhatIsSentIsGone() {
        Bench bench = bench(queue("a"));
        published(bench, "a", 2);
        int consumer = bench.open(FIRST);
        bench.send(consumer, FIRST, new AmqpFrame.Consume(1, "a", 1, true));
        bench.hear(new Input.Closed(consumer, FIRST, "reset"));
        int next = bench.open(SECOND);
        bench.consume(next, SECOND, "a", 0);
        return bench.delivered(consumer).equals(List.of(0L, 1L))
                && bench.delivered(next).isEmpty();
    }

    private boolean aLostConnectionGivesBackEverythingAtOnce() {
        Bench bench = bench(queue("a"));
        published(bench, "a", 2);
        int consumer = bench.open(FIRST);
        bench.consume(consumer, FIRST, "a", 0);
        int next = bench.open(SECOND);
        bench.consume(next, SECOND, "a", 0);
        bench.hear(new Input.Closed(consumer, FIRST, "reset"));
        return bench.delivered(next).equals(List.of(0L, 1L))
                && bench.deliveries(next).stream().allMatch(each -> each.deliveries() == 2);
    }

    /// Three are in hand; the second comes back, then the first: the order is the old one.
    private boolean aClassicQueuePutsItBackWhereItWas() {
        return afterReturns(queue("a")).equals(List.of(0L, 1L, 3L));
    }

    /// The same at a quorum queue: first what came back first, and the message that nobody had behind both.
    private boolean aQuorumQueueGivesWhatCameBackInTheOrderOfReturn() {
        return afterReturns(quorum("a", null, false, -1)).equals(List.of(1L, 0L, 3L));
    }

    private List<Long> afterReturns(Declared queue) {
        Bench bench = bench(queue);
        published(bench, "a", 4);
        int consumer = bench.open(FIRST);
        bench.consume(consumer, FIRST, "a", 3);
        bench.send(consumer, FIRST, new AmqpFrame.Cancel(2, "a"));
        bench.settle(consumer, FIRST, 2, Verb.REQUEUE);
        bench.settle(consumer, FIRST, 1, Verb.REQUEUE);
        int next = bench.open(SECOND);
        bench.consume(next, SECOND, "a", 0);
        return bench.delivered(next);
    }

    private boolean whatComesBackTooOftenIsGivenUp() {
        Bench bench = bench(quorum("a", null, false, 1));
        published(bench, "a", 1);
        for (int i = 0; i < 2; i++) {
            int consumer = bench.open(FIRST);
            bench.consume(consumer, FIRST, "a", 1);
            bench.settle(consumer, FIRST, 1, Verb.REQUEUE);
            bench.hear(new Input.Closed(consumer, FIRST, "reset"));
        }
        int next = bench.open(SECOND);
        bench.consume(next, SECOND, "a", 1);
        return bench.delivered(next).isEmpty() && bench.dropped(Queue.TOO_OFTEN);
    }

    private boolean onlyTheFirstConsumerIsGivenMessages() {
        Bench bench = bench(single("a"));
        int first = bench.open(FIRST);
        int second = bench.open(SECOND);
        bench.consume(first, FIRST, "a", 1);
        bench.consume(second, SECOND, "a", 1);
        published(bench, "a", 2);
        boolean standsBy = bench.delivered(second).isEmpty();
        bench.hear(new Input.Closed(first, FIRST, "reset"));
        return standsBy && bench.delivered(second).equals(List.of(0L));
    }

    private boolean aDeadLetterIsSentOnceAndForgotten() {
        Bench bench = bench(limited("a", "b", 10 * MS, -1, false), limited("b", null, -1, 0, true));
        published(bench, "a", 1);
        bench.pass(20 * MS);
        return bench.count(QueueEvent.DeadLetterLost.class) == 1 && bench.storedIn("b") == 0;
    }

    private boolean aDeadLetterIsKeptUntilTheOtherQueueHasIt() {
        Bench bench = bench(quorum("a", "b", true, 0), limited("b", null, -1, 1, true));
        int shop = published(bench, "b", 1);
        bench.publish(shop, "a");
        int consumer = bench.open(FIRST);
        bench.consume(consumer, FIRST, "a", 1);
        bench.settle(consumer, FIRST, 1, Verb.REJECT);
        boolean kept = bench.storedIn("b") == 1;
        int other = bench.open(SECOND);
        bench.consume(other, SECOND, "b", 1);
        bench.pass(2 * DeadLetters.AGAIN_MICROS);
        return kept && bench.storedIn("b") == 2 && bench.count(QueueEvent.DeadLetterLost.class) == 0;
    }

    private boolean whatWaitsTooLongIsGivenUp() {
        Bench bench = bench(limited("a", null, 10 * MS, -1, false));
        published(bench, "a", 1);
        bench.pass(9 * MS);
        boolean still = !bench.dropped(Queue.EXPIRED);
        bench.pass(2 * MS);
        return still && bench.dropped(Queue.EXPIRED);
    }

    private boolean aFullQueueGivesUpItsHeadOrRefuses() {
        Bench bench = bench(limited("a", null, -1, 1, false), limited("b", null, -1, 1, true));
        int shop = published(bench, "a", 2);
        bench.publish(shop, "b");
        bench.publish(shop, "b");
        List<Boolean> accepted = new ArrayList<>();
        bench.confirms().forEach(each -> accepted.add(each.error().isEmpty()));
        return bench.dropped(Queue.FULL) && accepted.equals(List.of(true, true, true, false));
    }

    private boolean theChannelOfASlowConsumerIsClosed() {
        Bench bench = bench(queue("a"));
        published(bench, "a", 1);
        int consumer = bench.open(FIRST);
        bench.consume(consumer, FIRST, "a", 1);
        bench.pass(3_000 * MS);
        int next = bench.open(SECOND);
        bench.consume(next, SECOND, "a", 1);
        return bench.sent.stream().anyMatch(each -> each.frame() instanceof AmqpFrame.ChannelClosed)
                && bench.delivered(next).equals(List.of(0L));
    }

    private boolean aSilentConsumerLosesItsMessages() {
        Bench bench = bench(queue("a"));
        published(bench, "a", 1);
        int consumer = bench.open(FIRST);
        bench.consume(consumer, FIRST, "a", 1);
        int next = bench.open(SECOND);
        bench.consume(next, SECOND, "a", 1);
        bench.hear(new Input.Silent(FIRST));
        bench.pass(1_100 * MS);
        return bench.delivered(next).equals(List.of(0L));
    }

    private boolean messagesOutliveTheBroker() {
        Bench bench = bench(queue("a"));
        published(bench, "a", 2);
        int consumer = bench.open(FIRST);
        bench.consume(consumer, FIRST, "a", 1);
        bench.crash();
        bench.restart();
        int next = bench.open(SECOND);
        bench.consume(next, SECOND, "a", 0);
        return bench.delivered(next).equals(List.of(0L, 1L));
    }

    private Bench jobs(int attempts, long backoff, int maxStalled) {
        Declared queue = new Declared(
                "a",
                Bench.BROKER,
                false,
                false,
                null,
                false,
                -1,
                false,
                -1,
                -1,
                false,
                false,
                new Jobs(attempts, backoff, false, maxStalled, 100 * MS));
        QueueSettings settings = new QueueSettings(List.of(Bench.BROKER), List.of(queue), new TreeSet<>()).without(off);
        return new Bench(new JobServer(settings, 500 * MS, 250 * MS));
    }

    private static void add(Bench bench, int connection, String id) {
        bench.send(connection, SHOP, new JobFrame.Add(1, "a", bench.message(), id));
    }

    private static JobFrame.Taken taken(Bench bench, int connection) {
        JobFrame.Taken last = null;
        for (Bench.Sent each : bench.sent) {
            if (each.connection() == connection && each.frame() instanceof JobFrame.Taken taken) {
                last = taken;
            }
        }
        return last;
    }

    private static String finish(Bench bench, int connection, int worker, JobFrame.Taken job, boolean done) {
        bench.send(
                connection,
                worker,
                new JobFrame.Finish(9, "a", job.token(), job.position(), done, 0, new Carried(null, "", 1)));
        return ((JobFrame.Finished) bench.sent.reversed().stream()
                        .map(Bench.Sent::frame)
                        .filter(frame -> frame instanceof JobFrame.Finished)
                        .findFirst()
                        .orElseThrow())
                .error();
    }

    private static int worker(Bench bench, int worker) {
        int connection = bench.open(worker);
        bench.send(connection, worker, new JobFrame.Take(1, "a"));
        return connection;
    }

    private boolean aLockKeepsAJobWithItsWorker() {
        Bench bench = jobs(1, 0, 5);
        add(bench, bench.open(SHOP), null);
        worker(bench, FIRST);
        int second = worker(bench, SECOND);
        bench.pass(400 * MS);
        return taken(bench, second) == null;
    }

    private boolean aLockIsRenewedWhileItsWorkerIsHeard() {
        Bench bench = jobs(1, 0, 5);
        add(bench, bench.open(SHOP), null);
        int first = worker(bench, FIRST);
        bench.pass(2_000 * MS);
        return finish(bench, first, FIRST, taken(bench, first), true).isEmpty();
    }

    private boolean aStalledJobIsFoundAtTheSecondCheck() {
        Bench bench = jobs(1, 0, 5);
        add(bench, bench.open(SHOP), null);
        worker(bench, FIRST);
        int second = worker(bench, SECOND);
        bench.hear(new Input.Silent(FIRST));
        bench.pass(650 * MS);
        boolean marked = taken(bench, second) == null && bench.count(QueueEvent.JobsMarked.class) == 1;
        bench.pass(100 * MS);
        return marked && taken(bench, second) != null;
    }

    private boolean aJobThatStalledTooOftenHasFailed() {
        Bench bench = jobs(1, 0, 0);
        add(bench, bench.open(SHOP), null);
        worker(bench, FIRST);
        int second = worker(bench, SECOND);
        bench.hear(new Input.Silent(FIRST));
        bench.pass(1_000 * MS);
        return taken(bench, second) == null && bench.count(QueueEvent.MessageDeadLettered.class) == 1;
    }

    private boolean aFailedJobIsGivenAgainAfterItsBackoff() {
        Bench bench = jobs(2, 50 * MS, 5);
        add(bench, bench.open(SHOP), null);
        int first = worker(bench, FIRST);
        finish(bench, first, FIRST, taken(bench, first), false);
        int second = worker(bench, SECOND);
        bench.pass(40 * MS);
        boolean waits = taken(bench, second) == null;
        bench.pass(20 * MS);
        if (!waits || taken(bench, second) == null) {
            return false;
        }
        finish(bench, second, SECOND, taken(bench, second), false);
        return bench.count(QueueEvent.MessageDeadLettered.class) == 1;
    }

    private boolean aJobWithAKnownIdIsNotAddedAgain() {
        Bench bench = jobs(1, 0, 5);
        int shop = bench.open(SHOP);
        add(bench, shop, "x");
        add(bench, shop, "x");
        return bench.storedIn("a") == 1;
    }

    private boolean onlyTheOwnerOfTheLockFinishes() {
        Bench bench = jobs(1, 0, 5);
        add(bench, bench.open(SHOP), null);
        int first = worker(bench, FIRST);
        int second = worker(bench, SECOND);
        bench.hear(new Input.Silent(FIRST));
        bench.pass(1_000 * MS);
        return taken(bench, second) != null
                && finish(bench, first, FIRST, taken(bench, first), true).equals(JobServer.NOT_OWNER)
                && finish(bench, second, SECOND, taken(bench, second), true).isEmpty()
                && finish(bench, first, FIRST, taken(bench, first), true).equals(JobServer.MISSING_LOCK);
    }
}
