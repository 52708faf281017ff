package dev.ackademy.ui.fx.run;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Opaque;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.trace.TraceEntry;

/// Which entries change what is to be seen, where steps stop, and with which the story begins.
final class Telling {

    private Telling() {}

    static boolean tells(Event event) {
        return switch (event) {
            case SourceEvent _, LogEvent.RecordAppended _, LogEvent.AppendRefused _ -> true;
            case AppEvent.ItemRetried _, AppEvent.ItemEnded _, AppEvent.BreakerOpened _, AppEvent.BreakerClosed _ ->
                true;
            case AppEvent.BecameActive _, AppEvent.BecamePassive _ -> true;
            case AppEvent.ItemTaken _, AppEvent.StepBegan _, AppEvent.StepEnded _ -> false;
            case DeliveryEvent.PositionSet _, DeliveryEvent.AcknowledgeAsked _ -> false;
            case DeliveryEvent _ -> true;
            case LogEvent.ReplicaAppended _, LogEvent.HighWatermarkMoved _ -> false;
            case LogEvent _ -> true;
            case GroupEvent _ -> true;
            case TransactionEvent.LastStableMoved _, TransactionEvent.RecordsPassed _ -> false;
            case TransactionEvent _ -> true;
            case StreamEvent _, SubjectEvent _, QueueEvent _ -> true;
            case StoreEvent.TransactionBegan _, StoreEvent.LockGranted _, StoreEvent.LockReleased _ -> false;
            case StoreEvent _ -> true;
            case NetworkEvent.ConnectionOpened _ -> false;
            case NetworkEvent.FrameSent sent -> !sent.carried().isEmpty();
            case NetworkEvent.FrameArrived arrived -> !arrived.carried().isEmpty();
            case NetworkEvent _ -> true;
            case NodeEvent _ -> true;
            case RunEvent.PhaseBegan _ -> false;
            case RunEvent _ -> true;
            case Opaque _ -> false;
        };
    }

    /// Whether the story has begun with this entry: something of the application happens, or something
    /// fails.
    /// What comes before it (nodes start, connect, join their groups) is start-up.
    static boolean begins(TraceEntry entry) {
        return entry.at() > 0
                && (entry.operation() != null
                        || switch (entry.event()) {
                            case NodeEvent.NodeStarted _ -> false;
                            case NodeEvent _ -> true;
                            case NetworkEvent.ConnectionOpened _,
                                    NetworkEvent.FrameSent _,
                                    NetworkEvent.FrameArrived _ -> false;
                            case NetworkEvent _ -> true;
                            default -> false;
                        });
    }
}
