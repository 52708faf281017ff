package dev.ackademy.core.check;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.stream.Collectors;

/// Tells one trace entry in one plain sentence. Also the event log that a screen reader walks.
public final class Narrator {

    private final Trace trace;
    private final Positions positions;

    public Narrator(Trace trace, Scenario scenario) {
        this.trace = trace;
        this.positions = new Positions(scenario.broker().kind());
    }

    /// The entry as one sentence.
    public String sentence(TraceEntry entry) {
        String who = name(entry.node());
        return switch (entry.event()) {
            case SourceEvent.TruthChanged e ->
                e.label() == null
                                || e.label().isEmpty()
                                || e.label().equals(e.operation().key())
                        ? "%s commits %s at the source.".formatted(who, e.operation())
                        : "%s: %s happens at the source, %s.".formatted(e.operation(), e.label(), who);
            case AppEvent e -> application(who, e);
            case DeliveryEvent.PublishAcknowledged e
            when e.position() < 0 && answered(entry) ->
                "%s is told that the broker has taken %s.".formatted(who, e.operation());
            case DeliveryEvent e -> delivery(who, e);
            case LogEvent e -> log(who, e);
            case GroupEvent e -> group(who, e);
            case TransactionEvent e -> TransactionSentences.of(who, e);
            case StreamEvent e -> KindSentences.of(who, e, this::name);
            case SubjectEvent e -> KindSentences.of(who, e, this::name);
            case QueueEvent e -> queue(who, e);
            case StoreEvent e -> store(who, e);
            case NetworkEvent e -> network(who, e);
            case NodeEvent e -> node(who, e);
            case RunEvent e -> run(e);
            case dev.ackademy.core.model.Opaque e ->
                "%s: %s, a fact that this version does not know.".formatted(who, e.kind());
        };
    }

    /// Whether an answer of the broker is behind it. A confirm of RabbitMQ is one and names no place (Q1);
    /// without it the library itself says that the message has left.
    private boolean answered(TraceEntry entry) {
        for (int cause : entry.causes()) {
            if (cause > 0
                    && cause <= trace.entries().size()
                    && trace.entry(cause).event() instanceof NetworkEvent.FrameArrived arrived
                    && arrived.answer()) {
                return true;
            }
        }
        return false;
    }

    private static String application(String who, AppEvent event) {
        return switch (event) {
            case AppEvent.ItemTaken e -> "%s begins to work on %s.".formatted(who, e.operation());
            case AppEvent.StepBegan e -> "%s begins to %s for %s.".formatted(who, e.verb(), e.operation());
            case AppEvent.StepEnded e ->
                e.certainty() == Certainty.DONE
                        ? "%s: %s of %s is done.".formatted(who, e.verb(), e.operation())
                        : "%s: %s of %s failed: %s.".formatted(who, e.verb(), e.operation(), e.cause());
            case AppEvent.ItemRetried e ->
                "%s tries %s again in %s (attempt %d): %s."
                        .formatted(who, e.operation(), time(e.delayMicros()), e.attempt(), e.cause());
            case AppEvent.ItemEnded e ->
                switch (e.ending()) {
                    case DONE -> "%s has finished %s.".formatted(who, e.operation());
                    case DEAD_LETTERED -> "%s puts %s into the dead-letter topic.".formatted(who, e.operation());
                    case DISCARDED -> "%s discards %s: %s.".formatted(who, e.operation(), e.cause());
                    case LEFT ->
                        "%s leaves %s to whoever takes it next, and starts again: %s."
                                .formatted(who, e.operation(), e.cause());
                    case HANDED_ON ->
                        "%s lets %s go for another try; later messages overtake it.".formatted(who, e.operation());
                    case GIVEN_UP ->
                        "%s gives up on %s and goes on with the next message.".formatted(who, e.operation());
                };
            case AppEvent.BreakerOpened e ->
                "%s opens its circuit breaker to %s for %s.".formatted(who, e.store(), time(e.forMicros()));
            case AppEvent.BreakerClosed e -> "%s closes its circuit breaker to %s.".formatted(who, e.store());
            case AppEvent.BecameActive e -> "%s becomes the active instance (fence %d).".formatted(who, e.fence());
            case AppEvent.BecamePassive e -> "%s is no longer the active instance: %s.".formatted(who, e.cause());
        };
    }

    private String delivery(String who, DeliveryEvent event) {
        return switch (event) {
            case DeliveryEvent.PublishAsked e ->
                e.attempt() > 1
                        ? "%s publishes %s once more, by its own decision.".formatted(who, e.operation())
                        : "%s publishes %s to %s.".formatted(who, e.operation(), e.topic());
            case DeliveryEvent.PublishAcknowledged e ->
                e.position() < 0
                        ? "%s hands %s to the network and asks for no answer.".formatted(who, e.operation())
                        : "%s is told that %s is stored %s."
                                .formatted(who, e.operation(), positions.stored(e.partition(), e.position()));
            case DeliveryEvent.PublishFailed e ->
                "%s is told that %s failed (%s)%s."
                        .formatted(
                                who,
                                e.operation(),
                                e.cause(),
                                e.certainty() == Certainty.MAYBE_DONE ? ", though it may be stored" : "");
            case DeliveryEvent.Delivered e ->
                "%s is given %s from %s%s."
                        .formatted(
                                who,
                                e.operation(),
                                positions.at(e.partition(), e.position()),
                                e.redelivered() ? " again" : "");
            case DeliveryEvent.AcknowledgeAsked e ->
                "%s acknowledges %s.".formatted(who, positions.acknowledged(e.partition(), e.position()));
            case DeliveryEvent.Acknowledged e ->
                positions.kind().equals("log")
                        ? "%s knows that %s is acknowledged up to offset %d."
                                .formatted(who, e.partition(), e.position())
                        : "%s knows that %s is acknowledged."
                                .formatted(who, positions.one(e.partition(), e.position()));
            case DeliveryEvent.AcknowledgeFailed e ->
                "%s could not acknowledge %s: %s."
                        .formatted(who, positions.one(e.partition(), e.position()), e.cause());
            case DeliveryEvent.PartitionsAssigned e -> "%s is assigned %s.".formatted(who, places(e.partitions()));
            case DeliveryEvent.PartitionsRevoked e -> "%s gives up %s.".formatted(who, places(e.partitions()));
            case DeliveryEvent.PartitionsLost e ->
                "%s has lost %s: %s.".formatted(who, places(e.partitions()), e.cause());
            case DeliveryEvent.PositionSet e ->
                "%s will read %s from %s (%s)."
                        .formatted(who, positions.whole(e.partition()), positions.mark(e.position()), e.from());
            case DeliveryEvent.PositionInvalid e ->
                e.resetTo() < 0
                        ? "%s wants offset %d of %s, but the log begins at %d, and no reset is allowed."
                                .formatted(who, e.position(), e.partition(), e.logStart())
                        : "%s wants offset %d of %s, but the log begins at %d: it goes on at %d."
                                .formatted(who, e.position(), e.partition(), e.logStart(), e.resetTo());
        };
    }

    private String log(String who, LogEvent event) {
        return switch (event) {
            case LogEvent.RecordAppended e ->
                "%s appends %s to %s.".formatted(who, e.operation(), positions.put(e.partition(), e.offset()));
            case LogEvent.AppendRefused e -> "%s does not take %s: %s.".formatted(who, e.operation(), e.error());
            case LogEvent.DuplicateRecognised e ->
                positions.kind().equals("log")
                        ? "%s recognises %s: it stands at offset %d already.".formatted(who, e.operation(), e.offset())
                        : "%s recognises %s: it is %s already."
                                .formatted(who, e.operation(), positions.stored(e.partition(), e.offset()));
            case LogEvent.ReplicaAppended e ->
                "%s copies %d record(s) of %s from %s."
                        .formatted(
                                who, e.operations().size(), positions.whole(e.partition()), positions.mark(e.from()));
            case LogEvent.LogTruncated e ->
                "%s cuts %s back from %s to %d: %s."
                        .formatted(who, positions.whole(e.partition()), positions.mark(e.from()), e.to(), e.cause());
            case LogEvent.HighWatermarkMoved e ->
                positions.kind().equals("log")
                        ? "%s: the high watermark of %s is %d.".formatted(who, e.partition(), e.to())
                        : "%s: a majority has %s up to %s."
                                .formatted(who, positions.whole(e.partition()), positions.mark(e.to() - 1));
            case LogEvent.LogStartMoved e ->
                "%s deletes %s up to %s: %s."
                        .formatted(who, positions.whole(e.partition()), positions.mark(e.to()), e.cause());
            case LogEvent.LogCompacted e ->
                "%s compacts %s: %d record(s) go, of each key the last one stays."
                        .formatted(who, e.partition(), e.offsets().size());
            case LogEvent.LeaderElected e ->
                e.leader() < 0
                        ? "%s has no leader: it is offline.".formatted(positions.whole(e.partition()))
                        : "%s becomes leader of %s (epoch %d)%s."
                                .formatted(
                                        name(e.leader()),
                                        positions.whole(e.partition()),
                                        e.epoch(),
                                        e.clean() ? "" : " though it lacks records: an unclean election");
            case LogEvent.IsrChanged e ->
                "The in-sync replicas of %s are now %s."
                        .formatted(
                                e.partition(), e.to().stream().map(this::name).collect(Collectors.joining(", ")));
            case LogEvent.PartitionsAdded e ->
                "%s grows from %d to %d partitions: keys move.".formatted(e.topic(), e.from(), e.to());
        };
    }

    private String queue(String who, QueueEvent event) {
        return switch (event) {
            case QueueEvent.ConsumerJoined e ->
                "%s consumes %s%s.".formatted(name(e.consumer()), e.queue().topic(), e.active() ? "" : ", standing by");
            case QueueEvent.ConsumerLeft e ->
                "%s consumes %s no more: %s."
                        .formatted(name(e.consumer()), e.queue().topic(), e.cause());
            case QueueEvent.ConsumerActivated e ->
                "%s is the one active consumer of %s."
                        .formatted(name(e.consumer()), e.queue().topic());
            case QueueEvent.MessageGiven e ->
                "%s gives %s to %s%s."
                        .formatted(
                                who,
                                e.operation(),
                                name(e.consumer()),
                                e.deliveries() > 1 ? " (delivery " + e.deliveries() + ")" : "");
            case QueueEvent.MessageSettled e ->
                e.automatic()
                        ? "%s counts %s as acknowledged: it has been sent.".formatted(who, e.operation())
                        : "%s takes %s off %s: acknowledged."
                                .formatted(who, e.operation(), e.queue().topic());
            case QueueEvent.MessageRequeued e ->
                "%s puts %s back into %s, behind %d others: %s."
                        .formatted(who, e.operation(), e.queue().topic(), e.place(), e.cause());
            case QueueEvent.MessageDelayed e ->
                "%s keeps %s back for a while: %s.".formatted(who, e.operation(), e.cause());
            case QueueEvent.MessageDeadLettered e ->
                e.to() == null
                        ? "%s puts %s among the failed jobs: %s.".formatted(who, e.operation(), e.reason())
                        : "%s sends %s on to %s: %s.".formatted(who, e.operation(), e.to(), e.reason());
            case QueueEvent.DeadLetterKept e ->
                "%s keeps %s until %s has confirmed it: %s.".formatted(who, e.operation(), e.to(), e.reason());
            case QueueEvent.DeadLetterLost e ->
                "%s never reaches %s, and nobody has it any more: %s.".formatted(e.operation(), e.to(), e.cause());
            case QueueEvent.MessageDropped e -> "%s drops %s: %s.".formatted(who, e.operation(), e.reason());
            case QueueEvent.MessageUnroutable e ->
                "%s finds no queue for %s%s."
                        .formatted(who, e.operation(), e.returned() ? " and returns it" : ", and lets it go");
            case QueueEvent.SettlementRefused e ->
                "%s does not let %s settle %s: %s.".formatted(who, name(e.consumer()), e.operation(), e.error());
            case QueueEvent.LockExpired e ->
                "The lock of %s on %s has expired.".formatted(name(e.consumer()), e.operation());
            case QueueEvent.JobsMarked e ->
                "%s marks the active jobs of %s.".formatted(who, e.queue().topic());
            case QueueEvent.JobStalled e ->
                "%s finds that %s has stalled in the hands of %s.".formatted(who, e.operation(), name(e.consumer()));
            case QueueEvent.QueueRecovered e ->
                "%s has %s again, %d ready."
                        .formatted(who, e.queue().topic(), e.ready().size());
        };
    }

    private String group(String who, GroupEvent event) {
        return switch (event) {
            case GroupEvent.MemberJoined e -> "%s joins group %s.".formatted(name(e.member()), e.group());
            case GroupEvent.MemberLeft e ->
                "%s is out of group %s: %s.".formatted(name(e.member()), e.group(), e.cause());
            case GroupEvent.RebalanceBegan e -> "Group %s rebalances: %s.".formatted(e.group(), e.cause());
            case GroupEvent.AssignmentMade e ->
                e.partitions().isEmpty()
                        ? "Group %s gives %s nothing to read.".formatted(e.group(), name(e.member()))
                        : "Group %s gives %s to %s.".formatted(e.group(), places(e.partitions()), name(e.member()));
            case GroupEvent.TargetAssigned e ->
                "Group %s decides for its epoch %d: %s."
                        .formatted(
                                e.group(),
                                e.epoch(),
                                e.targets().stream()
                                        .map(each ->
                                                (each.partitions().isEmpty() ? "nothing" : places(each.partitions()))
                                                        + " to " + name(each.member()))
                                        .collect(Collectors.joining(", ")));
            case GroupEvent.MemberMoved e -> moved(e);
            case GroupEvent.ConsumerGroupsLoaded e ->
                "%s finds %s in epochs %s."
                        .formatted(
                                who,
                                e.groups().stream()
                                        .map(GroupEvent.LoadedConsumerGroup::group)
                                        .collect(Collectors.joining(", ")),
                                e.groups().stream()
                                        .map(each -> Integer.toString(each.epoch()))
                                        .collect(Collectors.joining(", ")));
            case GroupEvent.OffsetCommitted e ->
                "%s stores that group %s goes on at %s offset %d.".formatted(who, e.group(), e.partition(), e.to());
            case GroupEvent.CommitRefused e ->
                "%s refuses the commit of %s: %s.".formatted(who, name(e.member()), e.error());
            case GroupEvent.GroupsLoaded e ->
                e.groups().isEmpty()
                        ? "%s coordinates the groups from now on and finds none in its log.".formatted(who)
                        : "%s coordinates the groups from now on, as its log tells of them: %s."
                                .formatted(
                                        who,
                                        e.groups().stream()
                                                .map(GroupEvent.LoadedGroup::group)
                                                .collect(Collectors.joining(", ")));
        };
    }

    private String moved(GroupEvent.MemberMoved e) {
        String has = e.partitions().isEmpty() ? "nothing to read" : places(e.partitions());
        return switch (e.state()) {
            case STABLE -> "Group %s gives %s %s, in epoch %d.".formatted(e.group(), name(e.member()), has, e.epoch());
            case UNREVOKED_PARTITIONS ->
                "Group %s asks %s to give up %s; it stays in epoch %d until it has."
                        .formatted(e.group(), name(e.member()), places(e.revoking()), e.epoch());
            case UNRELEASED_PARTITIONS ->
                "Group %s gives %s %s, in epoch %d; the rest still belongs to others."
                        .formatted(e.group(), name(e.member()), has, e.epoch());
        };
    }

    private String store(String who, StoreEvent event) {
        return switch (event) {
            case StoreEvent.TransactionBegan e -> "%s begins a transaction in %s.".formatted(name(e.writer()), who);
            case StoreEvent.TransactionCommitted e ->
                "%s commits its transaction in %s.".formatted(name(e.writer()), who);
            case StoreEvent.TransactionRolledBack e ->
                "%s rolls back the transaction of %s: %s.".formatted(who, name(e.writer()), e.cause());
            case StoreEvent.RowWritten e ->
                "%s writes %s to %s%s."
                        .formatted(
                                name(e.writer()),
                                e.operation(),
                                who,
                                e.before() != null
                                                && e.operation() != null
                                                && e.before().version()
                                                        > e.operation().version()
                                        ? ": row %s goes back from version %d to %d"
                                                .formatted(
                                                        e.key(),
                                                        e.before().version(),
                                                        e.operation().version())
                                        : "");
            case StoreEvent.RowKept e ->
                "%s leaves row %s alone when %s comes: %s.".formatted(who, e.key(), e.operation(), e.reason());
            case StoreEvent.InboxChecked e ->
                e.fresh()
                        ? "%s notes the id %s in its inbox.".formatted(who, e.id())
                        : "%s has the id %s in its inbox: nothing is done again.".formatted(who, e.id());
            case StoreEvent.RequestServed e ->
                e.repeated()
                        ? "%s knows the key of %s: nothing is done again.".formatted(who, e.operation())
                        : "%s carries out %s for %s.".formatted(who, e.operation(), name(e.writer()));
            case StoreEvent.RequestRefused e -> "%s refuses %s: %s.".formatted(who, e.operation(), e.error());
            case StoreEvent.FenceRefused e ->
                "%s refuses %s of %s: its fence %d is older than %d."
                        .formatted(who, e.operation(), name(e.writer()), e.fence(), e.newest());
            case StoreEvent.LockGranted e -> "%s grants %s to %s.".formatted(who, e.lock(), name(e.holder()));
            case StoreEvent.LockReleased e ->
                "%s takes %s from %s: %s.".formatted(who, e.lock(), name(e.holder()), e.cause());
        };
    }

    private String network(String who, NetworkEvent event) {
        return switch (event) {
            case NetworkEvent.ConnectionOpened e -> "%s connects to %s.".formatted(who, name(e.peer()));
            case NetworkEvent.FrameSent e ->
                e.answer()
                        ? "%s answers %s (%s%s)."
                                .formatted(who, name(e.to()), e.kind().word(), carried(e.carried()))
                        : "%s sends%s to %s%s."
                                .formatted(
                                        who,
                                        e.carried().isEmpty() ? " " + e.kind().word() : carried(e.carried()),
                                        name(e.to()),
                                        again(e.carried()));
            case NetworkEvent.FrameArrived e ->
                "%s receives %s%s from %s."
                        .formatted(
                                who,
                                e.answer()
                                        ? "the answer to " + e.kind().word()
                                        : e.kind().word(),
                                carried(e.carried()),
                                name(e.from()));
            case NetworkEvent.FrameLost e ->
                e.answer()
                        ? "The answer of %s to %s is lost (%s%s): %s."
                                .formatted(
                                        name(e.from()), name(e.to()), e.kind().word(), carried(e.carried()), e.cause())
                        : "%s%s from %s to %s is gone: %s."
                                .formatted(
                                        capital(e.kind().word()),
                                        carried(e.carried()),
                                        name(e.from()),
                                        name(e.to()),
                                        e.cause());
            case NetworkEvent.ConnectionCut e ->
                "The connection of %s to %s ends: %s.".formatted(who, name(e.peer()), e.cause());
            case NetworkEvent.ConnectionStalled e ->
                "The connection of %s to %s stalls until %s.".formatted(who, name(e.peer()), time(e.untilMicros()));
            case NetworkEvent.RequestRefused e ->
                "%s refuses%s of %s: %s."
                        .formatted(
                                who,
                                e.carried().isEmpty() ? " " + e.kind().word() : carried(e.carried()),
                                name(e.from()),
                                e.error());
            case NetworkEvent.LinkParted e ->
                "No bytes pass from %s to %s%s."
                        .formatted(name(e.from()), name(e.to()), e.oneWay() ? " (one way)" : "");
            case NetworkEvent.LinkHealed e ->
                "The link of %s and %s is whole again.".formatted(name(e.from()), name(e.to()));
            case NetworkEvent.LinkSlowed e ->
                "The link of %s and %s takes %s longer.".formatted(name(e.from()), name(e.to()), time(e.byMicros()));
        };
    }

    private static String node(String who, NodeEvent event) {
        return switch (event) {
            case NodeEvent.NodeStarted e ->
                e.incarnation() > 1 ? "%s starts again.".formatted(who) : "%s starts.".formatted(who);
            case NodeEvent.NodeCrashed e ->
                "%s crashes%s: what it had in memory is gone."
                        .formatted(who, e.when() == null || e.when().isEmpty() ? "" : " " + e.when());
            case NodeEvent.PowerLost e -> "%s loses power: what was not flushed to disk is gone.".formatted(who);
            case NodeEvent.NodePaused e -> "%s pauses until %s.".formatted(who, time(e.untilMicros()));
            case NodeEvent.NodeResumed e -> "%s goes on, as if no time had passed.".formatted(who);
            case NodeEvent.NodeStopped e -> "%s stops: %s.".formatted(who, e.cause());
            case NodeEvent.ClockSkewed e -> "The clock of %s is off by %s.".formatted(who, time(e.byMicros()));
            case NodeEvent.ServiceSlowed e ->
                "%s is slow: a request takes %s longer.".formatted(who, time(e.takesMicros()));
            case NodeEvent.ServiceFailed e -> "%s fails: %s.".formatted(who, e.error());
            case NodeEvent.ServiceRecovered e -> "%s works again.".formatted(who);
        };
    }

    private static String run(RunEvent event) {
        return switch (event) {
            case RunEvent.PhaseBegan e ->
                "The run is in its phase %s.".formatted(e.phase().name().toLowerCase(java.util.Locale.ROOT));
            case RunEvent.RunEnded e ->
                e.waiting().isEmpty()
                        ? "The run ends: %s.".formatted(e.end().word())
                        : "The run ends (%s): %s.".formatted(e.end().word(), e.waiting());
            case RunEvent.FaultUnused e -> "A fault never found its place: %s.".formatted(e.fault());
        };
    }

    private static String carried(List<NetworkEvent.Carried> carried) {
        if (carried.isEmpty()) {
            return "";
        }
        String some = carried.stream()
                .limit(3)
                .map(each -> String.valueOf(each.operation()))
                .collect(Collectors.joining(", "));
        return " " + some + (carried.size() > 3 ? " and %d more".formatted(carried.size() - 3) : "");
    }

    private static String again(List<NetworkEvent.Carried> carried) {
        return carried.size() == 1 && carried.getFirst().attempt() > 1
                ? " again (attempt %d)".formatted(carried.getFirst().attempt())
                : "";
    }

    private String places(List<TopicPartition> partitions) {
        return partitions.isEmpty()
                ? "nothing"
                : partitions.stream().map(positions::whole).collect(Collectors.joining(", "));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private String name(int node) {
        return node >= 0 && node < trace.nodes().size()
                ? trace.nodes().get(node).name()
                : "the run";
    }

    /// `1.5 s`, `300 ms`.
    static String time(long micros) {
        if (micros % 1000 != 0) {
            return micros < 1000 ? micros + " µs" : "%d.%03d ms".formatted(micros / 1000, Math.abs(micros % 1000));
        }
        long millis = micros / 1000;
        if (Math.abs(millis) < 1000) {
            return millis + " ms";
        }
        String text = "%d.%03d".formatted(millis / 1000, Math.abs(millis % 1000));
        while (text.endsWith("0")) {
            text = text.substring(0, text.length() - 1);
        }
        return (text.endsWith(".") ? text.substring(0, text.length() - 1) : text) + " s";
    }
}
