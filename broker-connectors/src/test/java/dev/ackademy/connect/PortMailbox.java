package dev.ackademy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand.Publish;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A test as the application at the port: takes the outcomes one at a time, in order, and waits at most 30 s for each.
public final class PortMailbox implements Application {
    private final BlockingQueue<BrokerOutcome> outcomes = new LinkedBlockingQueue<>();

    @Override
    public void tell(BrokerOutcome outcome) {
        outcomes.add(outcome);
    }

    /// The next outcome of this type; those before it are passed over.
    public <T extends BrokerOutcome> T next(Class<T> type) throws InterruptedException {
        while (true) {
            BrokerOutcome outcome = outcomes.poll(30, TimeUnit.SECONDS);
            assertThat(outcome).as("the next " + type.getSimpleName()).isNotNull();
            if (type.isInstance(outcome)) {
                return type.cast(outcome);
            }
        }
    }

    /// The `n`-th version of the entity `A`, as request `n`.
    public static Publish publish(int n, String topic) {
        Operation operation = new Operation("A", n, n == 1 ? OperationKind.CREATE : OperationKind.UPDATE);
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("amount", "5 €\r\n" + n);
        Message message =
                new Message(operation, new Payload(Payload.Form.FULL, fields, 12), 1, "shop.1/publish", null, 100 + n);
        return new Publish(n, topic, "A", "murmur2", message, null, -1, 0);
    }

    public static List<Integer> versions(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> delivery.message().operation().version())
                .toList();
    }
}
