package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.picture.NetworkPicture;
import dev.ackademy.core.trace.picture.PartitionPicture;
import dev.ackademy.ui.fx.stage.StageFrame.End;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import java.util.ArrayList;
import java.util.List;

/// The connections that were cut shortly before a moment.
record CutFrames(Moment moment, Ends ends) {

    /// How long a cut stays to be seen, in seconds of the play.
    private static final double STAYS = 1.2;

    List<StageFrame.Cut> cuts() {
        List<StageFrame.Cut> cuts = new ArrayList<>();
        double now = moment.played().pacing().paceOf(moment.at());
        for (NetworkPicture.Incident incident :
                moment.picture().network().incidents().values()) {
            double age = now - moment.played().pacing().paceOf(incident.at());
            if (incident.trouble() == NetworkPicture.Trouble.REFUSED || age > STAYS) {
                continue;
            }
            boolean lost = incident.trouble() == NetworkPicture.Trouble.LOST
                    && !incident.carried().isEmpty();
            if (lost || incident.trouble() == NetworkPicture.Trouble.CUT) {
                StageFrame.Cut cut = cut(incident, age / STAYS);
                if (cut != null && cuts.stream().noneMatch(other -> same(other, cut))) {
                    cuts.add(cut);
                }
            }
        }
        return cuts;
    }

    private static boolean same(StageFrame.Cut a, StageFrame.Cut b) {
        return a.from().equals(b.from()) && a.to().equals(b.to()) || a.from().equals(b.to()) && a.to().equals(b.from());
    }

    private StageFrame.Cut cut(NetworkPicture.Incident incident, double age) {
        int process = ends.process(incident.from()) != null ? incident.from() : incident.to();
        int server = process == incident.from() ? incident.to() : incident.from();
        Tag gone = null;
        TopicPartition partition = null;
        for (NetworkPicture.Incident other :
                moment.picture().network().incidents().values()) {
            if (other.trouble() == NetworkPicture.Trouble.LOST
                    && other.connection() == incident.connection()
                    && !other.carried().isEmpty()) {
                Carried carried = other.carried().getFirst();
                gone = moment.tag(carried.operation());
                TopicPartition of = ends.placeOf(carried.copy());
                partition = of == null ? partition : of;
            }
        }
        End from = ends.process(process);
        if (from == null) {
            return null;
        }
        End to = ends.store(server);
        if (to == null) {
            Side side = from.side() == Side.PRODUCER ? Side.TAPE_IN : Side.TAPE_OUT;
            to = ends.tape(side, partition == null ? ledBy(server) : partition);
        }
        return to == null ? null : new StageFrame.Cut(from, to, 0.54, gone, age);
    }

    private TopicPartition ledBy(int broker) {
        for (TopicPartition partition : ends.partitions()) {
            PartitionPicture state = moment.picture().partitions().get(partition);
            if (state != null && state.leader() == broker) {
                return partition;
            }
        }
        return null;
    }
}
