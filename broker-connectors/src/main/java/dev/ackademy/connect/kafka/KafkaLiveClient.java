package dev.ackademy.connect.kafka;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Capabilities;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// kafka-clients behind the broker port: one [KafkaSender] and one [KafkaReader] per subscription, each with a thread
/// of its own. Kafka's client says nothing of lost and regained connections, so those outcomes never come. Transactions
/// need a transactional id in the producer's settings.
public final class KafkaLiveClient implements LiveClient {
    private static final String NO_TRANSACTIONS = "this producer has no transactional id";

    private final KafkaSettings settings;
    private final Application mailbox;
    private final Map<Integer, KafkaReader> readers = new TreeMap<>();
    private KafkaSender sender;

    public KafkaLiveClient(KafkaSettings settings, Application mailbox) {
        this.settings = settings;
        this.mailbox = mailbox;
    }

    public static Capabilities capabilities(KafkaSettings settings) {
        boolean transactions = settings.transactional();
        return new Capabilities(
                true, true, false, false, false, transactions, true, true, false, settings.largestBatch());
    }

    @Override
    public synchronized void ask(BrokerCommand command) {
        switch (command) {
            case BrokerCommand.Open open -> open();
            case BrokerCommand.Close close -> close(close.clean());
            case BrokerCommand.Publish publish -> sender.publish(publish);
            case BrokerCommand.Flush flush -> sender.flush(flush.request());
            case BrokerCommand.Begin begin ->
                inTransaction(begin.request(), () -> sender.transaction(all -> all.begin(begin.request())));
            case BrokerCommand.Attach attach -> inTransaction(attach.request(), () -> attach(attach));
            case BrokerCommand.Commit commit ->
                inTransaction(commit.request(), () -> sender.transaction(all -> all.commit(commit.request())));
            case BrokerCommand.Abort abort ->
                inTransaction(abort.request(), () -> sender.transaction(all -> all.abort(abort.request())));
            case BrokerCommand.Subscribe subscribe -> subscribe(subscribe);
            case BrokerCommand.Unsubscribe unsubscribe ->
                readers.remove(unsubscribe.subscription()).ask(unsubscribe);
            case BrokerCommand.Pull pull -> readers.get(pull.subscription()).ask(pull);
            case BrokerCommand.Acknowledge acknowledge ->
                readerOf(acknowledge.delivery().handle()).ask(acknowledge);
            case BrokerCommand.Redeliver redeliver ->
                readerOf(redeliver.delivery().handle()).ask(redeliver);
            case BrokerCommand.Discard discard ->
                settleRefused(discard.delivery().handle(), "Kafka cannot discard one record");
            case BrokerCommand.Extend extend ->
                settleRefused(extend.delivery().handle(), "Kafka knows no time limit of one record");
            case BrokerCommand.Pause pause -> readers.get(pause.subscription()).ask(pause);
            case BrokerCommand.Resume resume ->
                readers.get(resume.subscription()).ask(resume);
            case BrokerCommand.Seek seek -> readers.get(seek.subscription()).ask(seek);
            case BrokerCommand.AskPosition position ->
                readers.get(position.subscription()).ask(position);
            case BrokerCommand.Released released ->
                readers.get(released.subscription()).ask(released);
        }
    }

    @Override
    public synchronized boolean reap(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        readers.values().forEach(KafkaReader::abandon);
        boolean gone = sender == null || sender.abandon(deadline);
        for (KafkaReader reader : readers.values()) {
            gone &= reader.gone(deadline);
        }
        return gone;
    }

    private void open() {
        try {
            sender = new KafkaSender(settings, mailbox);
            sender.open(capabilities(settings));
        } catch (RuntimeException refused) {
            mailbox.tell(new BrokerOutcome.OpenFailed(Causes.of(refused)));
        }
    }

    private void close(boolean clean) {
        for (KafkaReader reader : readers.values()) {
            reader.ask(new BrokerCommand.Unsubscribe(reader.subscription(), clean));
        }
        sender.close(clean, readers.values());
    }

    private void subscribe(BrokerCommand.Subscribe subscribe) {
        KafkaReader reader = new KafkaReader(settings, subscribe, mailbox);
        readers.put(subscribe.subscription(), reader);
        reader.start();
    }

    /// A reader's handles are its number plus a multiple of the limit of subscriptions.
    private KafkaReader readerOf(int handle) {
        return readers.get(KafkaReader.subscription(handle));
    }

    /// The group's generation is known to its consumer's thread alone.
    private void attach(BrokerCommand.Attach attach) {
        readerOf(attach.deliveries().getFirst().handle())
                .attach(attach, (upTo, group) -> sender.transaction(all -> all.attach(attach.request(), upTo, group)));
    }

    private void inTransaction(int request, Runnable act) {
        if (settings.transactional()) {
            act.run();
            return;
        }
        mailbox.tell(new BrokerOutcome.TransactionFailed(request, NO_TRANSACTIONS, Certainty.NOT_DONE));
    }

    private void settleRefused(int handle, String cause) {
        mailbox.tell(new BrokerOutcome.SettleFailed(handle, cause));
    }
}
