package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.trace.TraceEntry.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What a real broker must have done, told once: an append when its receipt or the message itself is first seen, a
/// commit when its answer is. At the end the broker is asked, and what nobody had seen is added. All of it is
/// *inferred*: the entry stands where it became known.
final class Ledger {
    private static final int NO_LANE = -1;

    private final LiveJournal journal;
    private final LiveBroker broker;
    private final List<Integer> servers;

    private record Append(Operation operation, int entry) {}

    private final TreeMap<TopicPartition, TreeMap<Long, Append>> appended = new TreeMap<>();
    /// A transaction over the broker, by the process that runs it.
    private record Transaction(int process, int number) {}

    /// A record of a transaction that has not ended.
    private record Held(Transaction transaction, TopicPartition partition, long position) {}

    private final TreeMap<Integer, Transaction> askedIn = new TreeMap<>();
    private final List<Held> held = new ArrayList<>();
    private final TreeMap<TopicPartition, Long> markers = new TreeMap<>();
    private final TreeMap<TopicPartition, Long> readable = new TreeMap<>();
    private final TreeMap<String, TreeMap<TopicPartition, Long>> committed = new TreeMap<>();
    private final TreeSet<String> consumers = new TreeSet<>();
    private final TreeMap<String, TreeSet<Long>> settled = new TreeMap<>();
    private final TreeMap<String, TreeSet<Long>> given = new TreeMap<>();

    /// @param servers node numbers of the broker's servers
    Ledger(LiveJournal journal, LiveBroker broker, List<Integer> servers) {
        this.journal = journal;
        this.broker = broker;
        this.servers = servers;
    }

    /// Returns the entry of the append, an older one where it was known. Where another message was known at
    /// its place, the log must have been cut back before.
    synchronized int appended(LiveBroker.Stored stored) {
        TreeMap<Long, Append> known = appended.computeIfAbsent(stored.partition(), partition -> new TreeMap<>());
        Append before = known.get(stored.position());
        if (before != null && before.operation().equals(stored.operation())) {
            return before.entry();
        }
        if (before != null) {
            cutBack(stored.partition(), stored.position());
        }
        Transaction transaction = askedIn.get(stored.cause());
        int producer = transaction == null ? -1 : transaction.process();
        LogEvent append = new LogEvent.RecordAppended(
                stored.operation(), stored.partition(), stored.position(), 0, stored.attempt(), producer, -1);
        int entry = tell(stored.partition(), append, stored.cause());
        if (transaction != null) {
            hold(new Held(transaction, stored.partition(), stored.position()), entry);
        }
        known.put(stored.position(), new Append(stored.operation(), entry));
        return entry;
    }

    /// This publish belongs to a transaction.
    ///
    /// @param cause the entry that asked for the send
    synchronized void asked(int cause, int process, int transaction) {
        askedIn.put(cause, new Transaction(process, transaction));
    }

    private void hold(Held record, int entry) {
        boolean first = held.stream()
                .noneMatch(each -> each.partition().equals(record.partition())
                        && each.transaction().process() == record.transaction().process());
        held.add(record);
        if (first) {
            tell(
                    record.partition(),
                    new TransactionEvent.TransactionOpened(
                            record.partition(),
                            record.position(),
                            record.transaction().process(),
                            record.transaction().number()),
                    entry);
        }
    }

    /// The coordinator has ended whatever this process had open; the control record stands behind its last
    /// record.
    synchronized void ended(int process, boolean commit, int cause) {
        ended(each -> each.transaction().process() == process, commit, cause);
    }

    /// A reader of what is committed was given this position: what held it has been committed, even where
    /// nobody was told so.
    synchronized void readCommitted(TopicPartition partition, long position) {
        held.stream()
                .filter(each -> each.partition().equals(partition) && each.position() == position)
                .map(Held::transaction)
                .findFirst()
                .ifPresent(transaction -> ended(
                        each -> each.partition().equals(partition)
                                && each.transaction().equals(transaction),
                        true,
                        entryOf(partition, position)));
    }

    private void ended(Predicate<Held> which, boolean commit, int cause) {
        TreeMap<TopicPartition, Held> last = new TreeMap<>();
        held.removeIf(each -> {
            boolean its = which.test(each);
            if (its) {
                last.merge(each.partition(), each, (one, other) -> one.position() > other.position() ? one : other);
            }
            return its;
        });
        last.forEach((partition, record) -> {
            long behind = Math.max(appended.get(partition).lastKey(), markers.getOrDefault(partition, -1L)) + 1;
            markers.put(partition, behind);
            tell(
                    partition,
                    new TransactionEvent.MarkerAppended(
                            partition,
                            behind,
                            0,
                            record.transaction().process(),
                            record.transaction().number(),
                            commit),
                    cause);
        });
    }

    private void cutBack(TopicPartition partition, long to) {
        TreeMap<Long, Append> known = appended.get(partition);
        tell(partition, new LogEvent.LogTruncated(partition, known.lastKey() + 1, to, "not there any more"));
        known.tailMap(to, true).clear();
        readable.computeIfPresent(partition, (_, read) -> Math.min(read, to));
    }

    /// All that a log holds at the end, in order: what was known beyond it, or in other words, is gone.
    ///
    /// @param begin the first offset that its retention keeps
    synchronized void holds(TopicPartition partition, List<LiveBroker.Stored> all, long begin) {
        TreeSet<Long> there = new TreeSet<>();
        all.forEach(stored -> there.add(stored.position()));
        for (long offset : List.copyOf(appended.getOrDefault(partition, new TreeMap<>())
                .tailMap(begin, true)
                .keySet())) {
            if (!there.contains(offset)) {
                cutBack(partition, offset);
                break;
            }
        }
        all.forEach(this::appended);
    }

    synchronized int entryOf(TopicPartition partition, long position) {
        TreeMap<Long, Append> known = appended.get(partition);
        return known == null || !known.containsKey(position)
                ? 0
                : known.get(position).entry();
    }

    /// A log's consumer was given this position: its leader's high watermark has passed it (K3).
    synchronized void readable(TopicPartition partition, long position) {
        long from = readable.getOrDefault(partition, 0L);
        if (position >= from) {
            readable.put(partition, position + 1);
            tell(
                    partition,
                    new LogEvent.HighWatermarkMoved(partition, from, position + 1),
                    entryOf(partition, position));
        }
    }

    /// @param to     the next position to read
    /// @param member node number, -1 for unknown
    synchronized void committed(
            String group, TopicPartition partition, long to, int member, int generation, int cause) {
        TreeMap<TopicPartition, Long> positions = committed.computeIfAbsent(group, name -> new TreeMap<>());
        long from = positions.getOrDefault(partition, -1L);
        if (from == to) {
            return;
        }
        positions.put(partition, to);
        tell(partition, new GroupEvent.OffsetCommitted(group, partition, from, to, member, generation), cause);
    }

    /// Whether the group's own commit says this position.
    synchronized boolean isCommitted(String group, TopicPartition partition, long position) {
        return committed.getOrDefault(group, new TreeMap<>()).getOrDefault(partition, -1L) == position;
    }

    /// A durable consumer was found: told when it is first seen.
    synchronized void created(String group, TopicPartition partition, long from, String start) {
        if (consumers.add(group + " " + partition)) {
            String policy = start.equals("latest") ? "new" : start.equals("earliest") ? "all" : start;
            tell(partition, new StreamEvent.ConsumerCreated(group, partition, from, policy));
        }
    }

    /// A stream's consumer was given messages.
    synchronized void given(
            String group, TopicPartition partition, List<StreamEvent.Given> messages, int process, int... causes) {
        messages.forEach(message -> ofStream(given, group, partition).add(message.sequence()));
        tell(partition, new StreamEvent.MessagesDelivered(group, partition, messages, process), causes);
    }

    /// These messages of a stream need no further delivery.
    synchronized void settled(String group, TopicPartition partition, List<Long> sequences, String how, int cause) {
        TreeSet<Long> known = ofStream(settled, group, partition);
        List<Long> fresh = sequences.stream().filter(known::add).toList();
        if (fresh.isEmpty()) {
            return;
        }
        long floor = 0;
        while (known.contains(floor + 1)) {
            floor++;
        }
        tell(partition, new StreamEvent.MessagesAcknowledged(group, partition, fresh, floor, how), cause);
    }

    /// What was given to the group and not settled, as far as is known.
    synchronized List<Long> open(String group, TopicPartition partition) {
        TreeSet<Long> open = new TreeSet<>(ofStream(given, group, partition));
        open.removeAll(ofStream(settled, group, partition));
        return List.copyOf(open);
    }

    /// What is gone from a partition of a log although it was there.
    ///
    /// @param begin the first offset that is still there
    synchronized void deleted(TopicPartition partition, long begin) {
        if (begin > 0) {
            tell(partition, new LogEvent.LogStartMoved(partition, 0, begin, "retention"));
        }
    }

    /// What is gone from a stream although it was there: settled, passed by a limit, or wanted by nobody.
    ///
    /// @param stored what is still there
    /// @param first the first sequence that its limits keep
    synchronized void removed(TopicPartition partition, List<LiveBroker.Stored> stored, long first) {
        TreeSet<Long> there = new TreeSet<>();
        stored.forEach(each -> there.add(each.position()));
        TreeMap<String, List<Long>> gone = new TreeMap<>();
        appended.getOrDefault(partition, new TreeMap<>()).keySet().forEach(sequence -> {
            if (!there.contains(sequence)) {
                boolean was = given.entrySet().stream()
                        .anyMatch(each -> each.getKey().endsWith(" " + partition)
                                && each.getValue().contains(sequence));
                String cause = sequence < first ? "limit" : was ? "acknowledged" : "no interest";
                gone.computeIfAbsent(cause, name -> new ArrayList<>()).add(sequence);
            }
        });
        gone.forEach(
                (cause, sequences) -> tell(partition, new StreamEvent.MessagesRemoved(partition, sequences, cause)));
    }

    synchronized int tell(TopicPartition partition, Event event, int... causes) {
        return journal.write(
                servers.get(broker.leader(partition) % servers.size()), 1, NO_LANE, event, Origin.INFERRED, causes);
    }

    private static TreeSet<Long> ofStream(TreeMap<String, TreeSet<Long>> all, String group, TopicPartition partition) {
        return all.computeIfAbsent(group + " " + partition, name -> new TreeSet<>());
    }
}
