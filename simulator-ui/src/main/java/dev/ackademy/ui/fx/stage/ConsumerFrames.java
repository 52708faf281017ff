package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.picture.LanePicture;
import dev.ackademy.core.trace.picture.ProcessPicture;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import java.util.ArrayList;
import java.util.List;

/// The cards of consumers at one moment.
record ConsumerFrames(Moment moment) {

    StageFrame.Consumer consumer(int node) {
        ProcessPicture process = moment.picture().processes().get(node);
        List<String> partitions = new ArrayList<>();
        boolean several = moment.picture().scene().topics().size() > 1;
        String line = "Idle";
        Tag tag = null;
        String second = "";
        String third = "";
        if (process != null) {
            for (TopicPartition partition : process.assigned()) {
                partitions.add((several ? letter(partition.topic()) : 'p') + Integer.toString(partition.partition()));
            }
            LanePicture lane = busiest(process);
            if (lane != null && lane.busy()) {
                boolean waits = lane.state() == LanePicture.StepState.WAITING;
                line = waits ? "Tries again" : lane.attempt() > 1 ? "Try " + lane.attempt() : "Works on";
                tag = moment.tag(lane.operation());
                second = waits ? "in " + moment.left(lane.until()) : Moment.doing(lane);
            } else if (lane != null && lane.last() != null) {
                line = Moment.ending(lane.lastEnd());
                tag = moment.tag(lane.last());
            }
            if (!process.breakers().isEmpty()) {
                second = "breaker open";
            }
            if (!process.buffered().isEmpty()) {
                third = "+" + process.buffered().size() + " polled";
            }
        }
        return new StageFrame.Consumer(moment.name(node), moment.health(node), partitions, line, tag, second, third);
    }

    /// One card for many.
    StageFrame.Consumer consumers(List<Integer> nodes) {
        List<String> partitions = new ArrayList<>();
        Tag tag = null;
        for (int node : nodes) {
            StageFrame.Consumer one = consumer(node);
            partitions.addAll(one.partitions());
            tag = one.tag() == null ? tag : one.tag();
        }
        return new StageFrame.Consumer(
                nodes.size() + " more", moment.together(nodes), partitions, "Works on", tag, "", "");
    }

    /// `r` for `orders-retry`
    private static char letter(String topic) {
        int dash = topic.lastIndexOf('-');
        return topic.charAt(dash >= 0 && dash + 1 < topic.length() ? dash + 1 : 0);
    }

    private static LanePicture busiest(ProcessPicture process) {
        LanePicture best = null;
        for (LanePicture lane : process.lanes().values()) {
            if (best == null
                    || lane.busy() && !best.busy()
                    || lane.busy() == best.busy() && lane.since() > best.since()) {
                best = lane;
            }
        }
        return best;
    }
}
