package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a transaction over the broker cannot be is refused in one line that names the setting.
class WrongTransactionTest {

    private static final String RELAY = """
            scenario: 1
            title: Relay
            topics: {orders: {}, priced: {}}
            stores:
              ledger: {kind: database, tables: {rows: {on-write: upsert}}}
            processes:
              shop:
                reads: {workload: {keys: 1}}
                steps: [publish: {topic: orders}]
              relay:
                reads: {topic: orders}
                steps: [transaction: {in: broker, steps: [publish: {topic: priced}]}]
            """;

    @Test
    void as_it_is_it_resolves() {
        assertThatCode(() -> Texts.set(RELAY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    processes.relay.workers=2 | runs transactions over the broker, of which a producer has one at a time; write 'workers: 1' and more instances
                    processes.relay.steps.1.publish.topic=priced | a transactional producer sends only inside its transaction; put this step of 'relay' into the transaction
                    processes.relay.on-failure={then: dead-letter, topic: priced} | 'then: dead-letter' sends a copy outside of the transaction, which a transactional producer cannot; use redeliver, discard or next
                    processes.relay.producer.acks=1 | process 'relay' runs transactions over the broker: it needs acks: all, not 1. The client library refuses it too
                    processes.relay.producer.idempotence=false | process 'relay' runs transactions over the broker: it needs idempotence: true. The client library refuses it too
                    processes.relay.producer.transaction-timeout=16m | 'transaction-timeout' (16m) must be at most broker.transaction-max-timeout (15m). The broker refuses it too (InvalidTransactionTimeoutException)
                    broker.transaction-max-timeout=50s | 'transaction-timeout' (60s) must be at most broker.transaction-max-timeout (50s). The broker refuses it too (InvalidTransactionTimeoutException)
                    processes.relay.steps.0.transaction.steps=[inbox: {store: ledger}] | 'inbox' cannot stand inside a transaction over the broker; inside stand publish, acknowledge, transform, call, write. Put it before or after the transaction
                    processes.relay.steps.0.transaction.in=brokr | unknown store of kind database, or broker 'brokr'. Did you mean 'broker'?
                    broker.kind=queue | 'in: broker' has no counterpart for kind queue: a queue has no transactions
                    """)
    void what_it_cannot_be_is_refused_with_the_reason(String set, String says) {
        assertThatThrownBy(() -> Texts.set(RELAY, set))
                .isInstanceOf(ScenarioRefused.class)
                .hasMessageContaining(says);
    }
}
