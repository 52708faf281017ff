package dev.ackademy.ui.cli;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Picks from a trace what a picture shows: messages, what they did where they arrived, and what happened to nodes.
/// An entry that is a consequence (a record appended, a row written) becomes a mark at the end of the message that
/// caused it.
final class Moments {

    /// What stands on a commit, before its position.
    static final String ACKNOWLEDGES = "ack";

    private static final int FURTHEST_CAUSE = 8;

    private final Trace trace;
    private final List<Moment> moments = new ArrayList<>();
    /// By entry: the moment that tells it.
    private final TreeMap<Integer, Moment> byEntry = new TreeMap<>();

    private final TreeMap<Operation, String> labels = new TreeMap<>();
    /// Labels that stand in the picture already.
    private final TreeSet<String> told = new TreeSet<>();

    private final TreeSet<TopicPartition> partitions = new TreeSet<>();
    private String firstTopic;

    /// The last cut and the last loss, with their connections.
    private Moment cut;

    private int cutOn;
    private Moment lost;
    private int lostOn;

    private Moments(Trace trace) {
        this.trace = trace;
    }

    static Moments of(Trace trace) {
        Moments all = new Moments(trace);
        for (TraceEntry entry : trace.entries()) {
            if (entry.event() instanceof LogEvent.RecordAppended appended && appended.partition() != null) {
                all.partitions.add(appended.partition());
                all.firstTopic = all.firstTopic == null ? appended.partition().topic() : all.firstTopic;
            }
        }
        trace.entries().forEach(all::add);
        return all;
    }

    List<Moment> all() {
        return moments;
    }

    /// The moment that tells the entry, or the last one before it; null where there is none.
    Moment telling(int entry) {
        var nearest = byEntry.floorEntry(entry);
        return nearest == null ? null : nearest.getValue();
    }

    /// The moment that tells exactly this entry; null where it has none.
    Moment exactly(int entry) {
        return byEntry.get(entry);
    }

    private void add(TraceEntry entry) {
        switch (entry.event()) {
            case SourceEvent.TruthChanged e -> labels.put(e.operation(), e.label() == null ? "" : e.label());
            case NetworkEvent e -> network(entry, e);
            case LogEvent e -> log(entry, e);
            case StoreEvent e -> store(entry, e);
            case NodeEvent e -> node(entry, e);
            case GroupEvent e -> group(entry, e);
            case QueueEvent e -> queue(entry, e);
            case DeliveryEvent e -> delivery(entry, e);
            case AppEvent e -> application(entry, e);
            default -> {}
        }
    }

    private void network(TraceEntry entry, NetworkEvent event) {
        switch (event) {
            case NetworkEvent.FrameArrived e -> arrived(entry, e);
            case NetworkEvent.FrameLost e -> lost(entry, e);
            case NetworkEvent.RequestRefused e ->
                message(entry, Moment.Way.REFUSED, e.from(), entry.node(), e.kind(), e.carried(), 9)
                        .noteFirst("refused: " + e.error());
            case NetworkEvent.ConnectionCut e -> cut(entry, e);
            case NetworkEvent.ConnectionStalled e ->
                mark(entry, "stalled", null, 8).note("its link stalls until " + Times.seconds(e.untilMicros()) + " s");
            case NetworkEvent.LinkParted e ->
                mark(entry, "╳ no way", null, 9).note(name(e.from()) + " cannot reach " + name(e.to()));
            case NetworkEvent.LinkHealed e ->
                mark(entry, "✓ link", null, 6).note(name(e.from()) + " reaches " + name(e.to()) + " again");
            case NetworkEvent.LinkSlowed e ->
                mark(entry, "slow link", null, 7).note(name(e.from()) + " → " + name(e.to()) + " is slow");
            case NetworkEvent.FrameSent _, NetworkEvent.ConnectionOpened _ -> {}
        }
    }

    private void cut(TraceEntry entry, NetworkEvent.ConnectionCut e) {
        if (lost == null || lost.at != entry.at() || lostOn != e.connection()) {
            cut = mark(entry, "╳ cut", null, 5).note(e.cause());
            cutOn = e.connection();
        }
    }

    /// What was lost with a connection tells that it was cut.
    private void replacesCut(Moment tells, int connection) {
        if (cut != null && cut.at == tells.at && cutOn == connection && moments.remove(cut)) {
            byEntry.put(cut.entry, tells);
            cut = null;
        }
        lost = tells;
        lostOn = connection;
    }

    private void arrived(TraceEntry entry, NetworkEvent.FrameArrived e) {
        int weight = weight(e.kind(), e.answer(), e.carried());
        if (weight == 0) {
            return;
        }
        Moment.Way way = e.answer() && e.kind() != RequestKind.FETCH ? Moment.Way.ANSWERED : Moment.Way.ARRIVED;
        message(entry, way, e.from(), entry.node(), e.kind(), e.carried(), weight);
    }

    /// 0 leaves the message out.
    private static int weight(RequestKind kind, boolean answer, List<Carried> carried) {
        return switch (kind) {
            case PRODUCE, CALL, WRITE -> answer ? 0 : 6;
            case FETCH -> answer && !carried.isEmpty() ? 5 : 0;
            case COMMIT, INBOX, TX_COMMIT -> answer ? 0 : 3;
            default -> 0;
        };
    }

    private void lost(TraceEntry entry, NetworkEvent.FrameLost e) {
        List<Carried> carried = e.carried().isEmpty() && e.answer() ? answered(entry) : e.carried();
        boolean matters = !carried.isEmpty() || e.kind() == RequestKind.COMMIT;
        if (e.kind() == RequestKind.REPLICATE || !matters) {
            return;
        }
        Moment lost = message(entry, Moment.Way.LOST, e.from(), e.to(), e.kind(), carried, 9)
                .noteFirst(e.cause().contains("lost") ? e.cause() : "lost: " + e.cause());
        replacesCut(lost, e.connection());
    }

    /// What the request carried that a bare answer belongs to.
    private List<Carried> answered(TraceEntry answer) {
        TraceEntry at = answer;
        for (int i = 0; i < FURTHEST_CAUSE && at.causes().length > 0 && at.causes()[0] > 0; i++) {
            at = trace.entry(at.causes()[0]);
            if (at.event() instanceof NetworkEvent.FrameArrived request && !request.answer()) {
                return request.carried();
            }
        }
        return List.of();
    }

    private Moment message(
            TraceEntry entry, Moment.Way way, int from, int to, RequestKind kind, List<Carried> carried, int weight) {
        Operation operation = carried.size() == 1 ? carried.getFirst().operation() : null;
        Moment moment = Moment.message(entry.n(), entry.at(), way, from, to, label(kind, carried), operation, weight);
        for (Carried each : carried) {
            String label = each.operation() == null ? null : labels.remove(each.operation());
            boolean says = label != null && !label.equals(each.operation().key());
            if (carried.size() == 1 && says && told.add(label)) {
                moment.note(label);
            }
        }
        return keep(entry, moment);
    }

    /// `A#1`, `A#1 A#2 +3`, `A#1 ×2` for the second attempt, or the request's word.
    private static String label(RequestKind kind, List<Carried> carried) {
        if (kind == RequestKind.COMMIT) {
            return ACKNOWLEDGES;
        }
        if (kind == RequestKind.TX_COMMIT) {
            return "commit";
        }
        if (carried.isEmpty() || carried.getFirst().operation() == null) {
            return kind.word();
        }
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < Math.min(2, carried.size()); i++) {
            Operation operation = carried.get(i).operation();
            label.append(i == 0 ? "" : " ").append(operation == null ? "?" : operation.id());
        }
        if (carried.size() > 2) {
            label.append(" +").append(carried.size() - 2);
        }
        int attempt = carried.getFirst().attempt();
        return attempt > 1 && carried.size() == 1
                ? label.append(" ×").append(attempt).toString()
                : label.toString();
    }

    private void log(TraceEntry entry, LogEvent event) {
        switch (event) {
            case LogEvent.RecordAppended e ->
                consequence(entry, place(e.partition(), e.offset()), 6).note(otherTopic(e.partition()));
            case LogEvent.AppendRefused e -> consequence(entry, "⊘", 8).noteFirst("refused: " + e.error());
            case LogEvent.DuplicateRecognised e ->
                consequence(entry, "known", 7).noteFirst("recognised: already at " + place(e.partition(), e.offset()));
            case LogEvent.LogTruncated e ->
                mark(entry, "cut to " + e.to(), null, 9).note(e.partition() + " loses its end: " + e.cause());
            case LogEvent.LogStartMoved e ->
                mark(entry, "begins at " + e.to(), null, 8)
                        .note(e.partition() + ": the oldest are deleted (" + e.cause() + ")");
            case LogEvent.LogCompacted e ->
                mark(entry, "compacted", null, 8)
                        .note(e.partition() + ": " + e.offsets().size() + " records go, the last of each key stays");
            case LogEvent.LeaderElected e -> elected(entry, e);
            case LogEvent.PartitionsAdded e ->
                mark(entry, "+" + (e.to() - e.from()), null, 9).note(e.topic() + " has " + e.to() + " partitions now");
            case LogEvent.ReplicaAppended _, LogEvent.HighWatermarkMoved _, LogEvent.IsrChanged _ -> {}
        }
    }

    private void elected(TraceEntry entry, LogEvent.LeaderElected e) {
        if (entry.at() == 0) {
            return;
        }
        if (e.leader() < 0) {
            mark(entry, "★ none", null, 7).note(e.partition() + " has no leader");
            return;
        }
        keep(entry, Moment.at(entry.n(), entry.at(), e.leader(), "★ leads", null, e.clean() ? 7 : 9))
                .note(name(e.leader()) + " leads " + e.partition() + (e.clean() ? "" : ", unclean"));
    }

    private void store(TraceEntry entry, StoreEvent event) {
        switch (event) {
            case StoreEvent.RowWritten e -> {
                Row before = e.before();
                boolean back = before != null
                        && e.operation() != null
                        && before.version() > e.operation().version();
                Moment moment = consequence(entry, row(e.key(), e.after()), 6);
                if (back) {
                    moment.noteFirst(e.key() + " goes back from v" + before.version());
                }
            }
            case StoreEvent.RowKept e -> consequence(entry, "kept", 7).note(e.reason());
            case StoreEvent.InboxChecked e -> {
                if (!e.fresh()) {
                    consequence(entry, "seen", 7).note("the inbox knows it: nothing is done again");
                }
            }
            case StoreEvent.RequestServed e -> consequence(entry, e.repeated() ? "known" : "✓", 6);
            case StoreEvent.RequestRefused e -> consequence(entry, "⊘", 7).note(e.error());
            case StoreEvent.FenceRefused e ->
                consequence(entry, "⊘ fence", 8).note("fence " + e.fence() + " is older than " + e.newest());
            case StoreEvent.TransactionRolledBack e ->
                consequence(entry, "undone", 6).note(e.cause());
            case StoreEvent.LockGranted e ->
                mark(entry, "lock", null, 4).note(e.lock() + " goes to " + name(e.holder()));
            case StoreEvent.TransactionBegan _, StoreEvent.TransactionCommitted _, StoreEvent.LockReleased _ -> {}
        }
    }

    private static String row(String key, Row after) {
        return after == null || after.deleted() ? key + " gone" : key + " v" + after.version();
    }

    private void node(TraceEntry entry, NodeEvent event) {
        switch (event) {
            case NodeEvent.NodeStarted e -> {
                if (e.incarnation() > 1) {
                    mark(entry, "▲ back", null, 9);
                } else if (entry.at() > 0) {
                    mark(entry, "▲ starts", null, 8);
                }
            }
            case NodeEvent.NodeCrashed e -> mark(entry, "↯ crash", null, 10).note(e.when());
            case NodeEvent.PowerLost _ -> mark(entry, "↯ power", null, 10).note("what was not flushed is gone");
            case NodeEvent.NodePaused e ->
                mark(entry, "‖ pause", null, 10).note("until " + Times.seconds(e.untilMicros()) + " s");
            case NodeEvent.NodeResumed _ -> mark(entry, "▲ goes on", null, 9);
            case NodeEvent.NodeStopped e -> mark(entry, "stops", null, 8).note(e.cause());
            case NodeEvent.ClockSkewed e ->
                mark(entry, "clock", null, 8).note("its clock is off by " + Times.seconds(e.byMicros()) + " s");
            case NodeEvent.ServiceSlowed e ->
                mark(entry, "slow", null, 8).note("a request takes " + Times.seconds(e.takesMicros()) + " s longer");
            case NodeEvent.ServiceFailed e -> mark(entry, "⊘ fails", null, 9).note(e.error());
            case NodeEvent.ServiceRecovered _ -> mark(entry, "✓ works", null, 8);
        }
    }

    private void queue(TraceEntry entry, QueueEvent event) {
        switch (event) {
            case QueueEvent.MessageRequeued e -> mark(entry, "↩ back", null, 7).note(e.operation() + ": " + e.cause());
            case QueueEvent.MessageDelayed e -> mark(entry, "later", null, 6).note(e.operation() + ": " + e.cause());
            case QueueEvent.MessageDeadLettered e ->
                mark(entry, "† " + (e.to() == null ? "failed" : e.to()), null, 8)
                        .note(e.operation() + ": " + e.reason());
            case QueueEvent.DeadLetterKept e ->
                mark(entry, "† kept", null, 7).note(e.operation() + " until " + e.to() + " has it: " + e.reason());
            case QueueEvent.DeadLetterLost e ->
                mark(entry, "✗ lost", null, 10).note(e.operation() + " is in no queue: " + e.cause());
            case QueueEvent.MessageDropped e ->
                mark(entry, "✗ dropped", null, 10).note(e.operation() + ": " + e.reason());
            case QueueEvent.MessageUnroutable e ->
                mark(entry, "✗ no queue", null, 9).note(e.operation() + (e.returned() ? " is returned" : " is let go"));
            case QueueEvent.SettlementRefused e -> consequence(entry, "⊘", 7).note(e.error());
            case QueueEvent.LockExpired e ->
                mark(entry, "lock over", null, 8).note(name(e.consumer()) + " no longer owns " + e.operation());
            case QueueEvent.JobStalled e -> mark(entry, "stalled", null, 8).note(e.operation() + " is nobody's");
            case QueueEvent.ConsumerActivated e ->
                keep(entry, Moment.at(entry.n(), entry.at(), e.consumer(), "active", null, 6));
            case QueueEvent.ConsumerLeft e ->
                keep(entry, Moment.at(entry.n(), entry.at(), e.consumer(), "leaves", null, 6))
                        .note(e.cause());
            case QueueEvent.ConsumerJoined _,
                    QueueEvent.MessageGiven _,
                    QueueEvent.MessageSettled _,
                    QueueEvent.JobsMarked _,
                    QueueEvent.QueueRecovered _ -> {}
        }
    }

    private void group(TraceEntry entry, GroupEvent event) {
        switch (event) {
            case GroupEvent.OffsetCommitted e -> committed(entry, e);
            case GroupEvent.CommitRefused e -> consequence(entry, "⊘", 7).note("commit refused: " + e.error());
            case GroupEvent.GroupsLoaded _ -> mark(entry, "", null, 5).note("coordinates the groups from now on");
            case GroupEvent.MemberLeft e ->
                keep(entry, Moment.at(entry.n(), entry.at(), e.member(), "leaves", null, 6))
                        .note(e.cause());
            case GroupEvent.AssignmentMade e when e.generation() > 1 -> owns(entry, e.member(), e.partitions());
            case GroupEvent.MemberMoved e
            when e.epoch() > 1 ->
                owns(entry, e.member(), e.partitions())
                        .note(e.revoking().isEmpty() ? "" : "gives up " + partitionsOf(e.revoking()));
            case GroupEvent.AssignmentMade _,
                    GroupEvent.MemberMoved _,
                    GroupEvent.MemberJoined _,
                    GroupEvent.RebalanceBegan _,
                    GroupEvent.TargetAssigned _,
                    GroupEvent.ConsumerGroupsLoaded _ -> {}
        }
    }

    private Moment owns(TraceEntry entry, int member, List<TopicPartition> partitions) {
        return keep(entry, Moment.at(entry.n(), entry.at(), member, "owns " + partitionsOf(partitions), null, 6));
    }

    /// The new position stands on the message that asked for it.
    private void committed(TraceEntry entry, GroupEvent.OffsetCommitted e) {
        Moment cause = messageBehind(entry);
        if (cause == null) {
            mark(entry, ACKNOWLEDGES + " " + e.to(), null, 2);
        } else {
            cause.label = cause.label.equals(ACKNOWLEDGES) ? ACKNOWLEDGES + " " + e.to() : cause.label + "," + e.to();
            byEntry.put(entry.n(), cause);
        }
    }

    private static String partitionsOf(List<TopicPartition> owned) {
        if (owned.isEmpty()) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        for (TopicPartition each : owned) {
            text.append(text.isEmpty() ? "" : ",").append("p").append(each.partition());
        }
        return text.toString();
    }

    private void delivery(TraceEntry entry, DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.PublishFailed e ->
                mark(entry, "⊘ " + e.operation(), e.operation(), 7)
                        .note((e.certainty() == Certainty.MAYBE_DONE ? "perhaps stored: " : "not sent: ") + e.cause());
            case DeliveryEvent.PartitionsLost e -> mark(entry, "loses", null, 6).note(e.cause());
            case DeliveryEvent.AcknowledgeFailed e ->
                mark(entry, "⊘ commit", null, 6).note(e.cause());
            case DeliveryEvent.PositionInvalid e ->
                mark(entry, "⊘ position", null, 9)
                        .note("offset " + e.position() + " is gone, the log begins at " + e.logStart());
            default -> {}
        }
    }

    private void application(TraceEntry entry, AppEvent event) {
        switch (event) {
            case AppEvent.ItemRetried e ->
                mark(entry, e.operation() + " again", e.operation(), 5).note(e.cause());
            case AppEvent.ItemEnded e -> {
                if (e.ending() != AppEvent.Ending.DONE) {
                    mark(entry, "⊘ " + e.operation(), e.operation(), 8)
                            .note(e.ending()
                                            .name()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', ' ')
                                    + (e.cause() == null || e.cause().isEmpty() ? "" : ": " + e.cause()));
                }
            }
            case AppEvent.BreakerOpened e -> mark(entry, "⊘ breaker", null, 8).note("no calls to " + e.store());
            case AppEvent.BreakerClosed e -> mark(entry, "✓ breaker", null, 7).note("calls to " + e.store() + " again");
            case AppEvent.BecameActive e -> mark(entry, "active", null, 6).note("fence " + e.fence());
            case AppEvent.BecamePassive e -> mark(entry, "passive", null, 6).note(e.cause());
            case AppEvent.ItemTaken _, AppEvent.StepBegan _, AppEvent.StepEnded _ -> {}
        }
    }

    private Moment mark(TraceEntry entry, String mark, Operation operation, int weight) {
        return keep(entry, Moment.at(entry.n(), entry.at(), entry.node(), mark, operation, weight));
    }

    /// A mark at the end of the message that caused it; a moment of its own where no message did.
    private Moment consequence(TraceEntry entry, String mark, int weight) {
        Moment cause = messageBehind(entry);
        if (cause == null) {
            String about = entry.operation() == null ? "" : entry.operation() + " ";
            return mark(entry, about + mark, entry.operation(), weight);
        }
        if (!cause.marks.contains(mark)) {
            cause.marks.add(mark);
        }
        cause.weight = Math.max(cause.weight, weight);
        byEntry.put(entry.n(), cause);
        return cause;
    }

    private Moment messageBehind(TraceEntry entry) {
        TraceEntry at = entry;
        for (int i = 0; i < FURTHEST_CAUSE && at.causes().length > 0 && at.causes()[0] > 0; i++) {
            at = trace.entry(at.causes()[0]);
            if (at.node() != entry.node()) {
                return null;
            }
            Moment moment = byEntry.get(at.n());
            if (moment != null && moment.way != Moment.Way.NONE && moment.to == entry.node()) {
                return moment;
            }
        }
        return null;
    }

    private Moment keep(TraceEntry entry, Moment moment) {
        moments.add(moment);
        byEntry.put(entry.n(), moment);
        return moment;
    }

    /// `@3`, or `p1@3` where the topic has several partitions.
    private String place(TopicPartition partition, long offset) {
        boolean several = partition != null
                && partitions.stream()
                                .filter(each -> each.topic().equals(partition.topic()))
                                .count()
                        > 1;
        return (several ? "p" + partition.partition() : "") + "@" + offset;
    }

    /// The name of a topic that is not the first that was written to; empty for that.
    private String otherTopic(TopicPartition partition) {
        return partition == null || partition.topic().equals(firstTopic) ? "" : partition.topic();
    }

    private String name(int node) {
        List<NodeName> nodes = trace.nodes();
        return node >= 0 && node < nodes.size() ? nodes.get(node).name() : "?";
    }
}
