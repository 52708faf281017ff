package dev.ackademy.core.check;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.trace.TraceEntry;

/// How much an entry matters to a story.
final class Weight {

    private Weight() {}

    /// 0: leave it out of a why. Higher is more telling.
    static int of(TraceEntry entry) {
        return switch (entry.event()) {
            case NetworkEvent.RequestRefused e -> 9;
            case NetworkEvent.FrameLost e -> e.kind() == RequestKind.FETCH || e.kind() == RequestKind.REPLICATE ? 2 : 9;
            case NetworkEvent.ConnectionCut e -> 7;
            case NetworkEvent.LinkParted e -> 7;
            case NetworkEvent.FrameSent e -> request(e);
            case NodeEvent.NodeCrashed e -> 9;
            case NodeEvent.PowerLost e -> 9;
            case NodeEvent.NodePaused e -> 8;
            case NodeEvent.ServiceFailed e -> 8;
            case NodeEvent.ServiceSlowed e -> 8;
            case NodeEvent.ClockSkewed e -> 8;
            case LogEvent.RecordAppended e -> 6;
            case LogEvent.LogTruncated e -> 9;
            case LogEvent.LeaderElected e -> e.clean() ? 6 : 9;
            case LogEvent.LogStartMoved e -> 9;
            case LogEvent.LogCompacted e -> 9;
            case LogEvent.PartitionsAdded e -> 8;
            case LogEvent.AppendRefused e -> 8;
            case LogEvent.DuplicateRecognised e -> 4;
            case StoreEvent.RowWritten e -> 8;
            case StoreEvent.RowKept e -> 6;
            case StoreEvent.RequestServed e -> 7;
            case StoreEvent.RequestRefused e -> 6;
            case StoreEvent.TransactionRolledBack e -> 5;
            case GroupEvent.AssignmentMade e -> 5;
            case GroupEvent.MemberMoved e -> 5;
            case GroupEvent.TargetAssigned e -> 3;
            case GroupEvent.ConsumerGroupsLoaded e -> 3;
            case GroupEvent.MemberLeft e -> 7;
            case GroupEvent.RebalanceBegan e -> 3;
            case GroupEvent.CommitRefused e -> 6;
            case GroupEvent.GroupsLoaded e -> 6;
            case GroupEvent.OffsetCommitted e -> 6;
            case DeliveryEvent.PublishFailed e -> 8;
            case DeliveryEvent.PartitionsLost e -> 6;
            case DeliveryEvent.PartitionsRevoked e -> 5;
            case DeliveryEvent.Delivered e -> e.redelivered() ? 6 : 4;
            case DeliveryEvent.PositionInvalid e -> 9;
            case DeliveryEvent.PositionSet e -> e.from().equals("committed") ? 3 : 4;
            case DeliveryEvent.AcknowledgeFailed e -> 6;
            case DeliveryEvent.PublishAsked e -> e.attempt() > 1 ? 7 : 2;
            case DeliveryEvent.PublishAcknowledged e -> e.position() < 0 ? 6 : 3;
            case AppEvent.ItemRetried e -> 7;
            case AppEvent.ItemEnded e -> e.ending() == AppEvent.Ending.DONE ? 1 : 8;
            case AppEvent.BreakerOpened e -> 8;
            case StoreEvent.LockGranted e -> 5;
            case StoreEvent.FenceRefused e -> 6;
            case SourceEvent.TruthChanged e -> 3;
            case RunEvent.RunEnded e -> 2;
            case StreamEvent e -> KindSentences.weight(e);
            case SubjectEvent e -> KindSentences.weight(e);
            case TransactionEvent e -> TransactionSentences.weight(e);
            default -> 0;
        };
    }

    /// A request that carries messages: more telling when it is sent again.
    private static int request(NetworkEvent.FrameSent sent) {
        if (sent.kind() != RequestKind.PRODUCE || sent.answer()) {
            return 0;
        }
        return sent.carried().stream().anyMatch(each -> each.attempt() > 1) ? 7 : 3;
    }
}
