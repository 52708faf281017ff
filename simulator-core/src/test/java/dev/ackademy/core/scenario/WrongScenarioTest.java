package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Each way to write a scenario wrongly has one line that says where, what was expected, and the nearest valid word or
/// the next step.
class WrongScenarioTest {

    /// @param old   what of [Texts#SMALL] is replaced by `text`; empty where `text` is the whole file
    /// @param says  the line without the name of the file
    private record Bad(String name, String old, String text, String says) {

        String file() {
            return old.isEmpty() ? text : Texts.with(old, text);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad bad(String name, String old, String text, String says) {
        return new Bad(name, old, text, says);
    }

    @ParameterizedTest
    @FieldSource("BAD")
    void it_is_refused_in_one_line(Bad bad) {
        assertThatThrownBy(() -> Texts.set(bad.file()))
                .isInstanceOf(ScenarioRefused.class)
                .hasMessage("scenario.yaml:" + bad.says());
    }

    static final List<Bad> BAD = List.of(
            bad(
                    "a misspelt field",
                    "every: 20ms",
                    "evry: 20ms",
                    "9:68: unknown field 'evry' in workload. Did you mean 'every'?"),
            bad(
                    "a misspelt field at the top",
                    "topics:",
                    "topcis:",
                    "3:1: unknown field 'topcis' in the scenario. Did you mean 'topics'?"),
            bad(
                    "a field of another block",
                    "title: Small",
                    "title: Small\nacks: all",
                    "3:1: unknown field 'acks' in the scenario. It belongs into 'processes.NAME.producer'"),
            bad(
                    "a misspelt word",
                    "on-write: upsert",
                    "on-write: upsrt",
                    "5:60: 'on-write' must be one of upsert, versioned, latest-time, merge, insert, not 'upsrt'. Did you mean 'upsert'?"),
            bad("a misspelt step", "publish:", "pubish:", "11:9: unknown step 'pubish'. Did you mean 'publish'?"),
            bad(
                    "a misspelt fault",
                    "title: Small",
                    "title: Small\nfaults:\n  - crsh: {process: shop.1, at: 1s}",
                    "4:5: unknown fault 'crsh'. Did you mean 'crash'?"),
            bad(
                    "a misspelt source",
                    "reads: {topic: orders}",
                    "reads: {topics: orders}",
                    "13:13: unknown source 'topics' in reads. Did you mean 'topic'?"),
            bad(
                    "a misspelt anomaly",
                    "title: Small",
                    "title: Small\nexpect: {found: [duplicate-efect]}",
                    "3:18: 'found' cannot be 'duplicate-efect'. Did you mean 'duplicate-effect'?"),
            bad(
                    "a time without a unit",
                    "every: 20ms",
                    "every: 20",
                    "9:75: 'every': '20' needs a unit (us, ms, s, m, h or d): 20ms?"),
            bad(
                    "a time with a wrong unit",
                    "every: 20ms",
                    "every: 20min",
                    "9:75: 'every': '20min' is not a duration; write a number and one of us, ms, s, m, h or d, as in 20ms"),
            bad(
                    "a time that is none",
                    "every: 20ms",
                    "every: soon",
                    "9:75: 'every': 'soon' is not a duration; write a number and one of us, ms, s, m, h or d, as in 20ms"),
            bad(
                    "a time with a blank",
                    "every: 20ms",
                    "every: 20 ms",
                    "9:75: 'every': '20 ms' is not a duration; write a number and one of us, ms, s, m, h or d, as in 20ms"),
            bad("a negative time", "every: 20ms", "every: -20ms", "9:75: 'every' must not be negative: -20ms"),
            bad("a huge time", "every: 20ms", "every: 400d", "9:75: 'every' must be at most 366d, not 400d"),
            bad(
                    "a time beyond every number",
                    "every: 20ms",
                    "every: 999999999999d",
                    "9:75: 'every': '999999999999d' is too long"),
            bad(
                    "a time with too many digits",
                    "every: 20ms",
                    "every: 99999999999999999999ms",
                    "9:75: 'every': '99999999999999999999ms' is not a duration; write a number and one of us, ms, s, m, h or d, as in 20ms"),
            bad(
                    "a part of a microsecond",
                    "every: 20ms",
                    "every: 0.3us",
                    "9:75: 'every': '0.3us' is not a whole number of microseconds"),
            bad(
                    "a heartbeat of nothing",
                    "reads: {topic: orders}",
                    "reads: {topic: orders, heartbeat: 0}",
                    "13:39: 'heartbeat' must be longer than 0"),
            bad(
                    "a number beyond long",
                    "title: Small",
                    "title: Small\nseed: 9223372036854775808",
                    "3:7: 'seed' must be at least 0, not 9223372036854775808"),
            bad(
                    "a number of many digits",
                    "title: Small",
                    "title: Small\nseed: " + "9".repeat(400),
                    "3:7: 'seed' must be at least 0, not 999999999999999999999999999999..."),
            bad(
                    "a negative number",
                    "title: Small",
                    "title: Small\nseed: -1",
                    "3:7: 'seed' must be at least 0, not -1"),
            bad("a fraction", "title: Small", "title: Small\nseed: 1.5", "3:7: 'seed' needs a whole number, not '1.5'"),
            bad(
                    "an octal zero that is decimal",
                    "partitions: 1",
                    "partitions: 0777",
                    "3:31: 'partitions' must be 1 to 256 (the limit of all topics together), not 777"),
            bad(
                    "a hexadecimal number",
                    "partitions: 1",
                    "partitions: 0x101",
                    "3:31: 'partitions' must be 1 to 256 (the limit of all topics together), not 257"),
            bad(
                    "on is a word",
                    "kind: service",
                    "kind: service, takes: on",
                    "6:31: 'takes': 'on' is not a duration; write a number and one of us, ms, s, m, h or d, as in 20ms"),
            bad(
                    "no is a word",
                    "title: Small",
                    "title: Small\nbroker: {unclean-leader-election: no}",
                    "3:35: 'unclean-leader-election' needs true or false, not 'no'"),
            bad(
                    "yes is a word",
                    "title: Small",
                    "title: Small\nbroker: {unclean-leader-election: yes}",
                    "3:35: 'unclean-leader-election' needs true or false, not 'yes'"),
            bad(
                    "1:30 is a text",
                    "every: 20ms",
                    "every: 1:30",
                    "9:75: 'every': '1:30' is not a duration; write a number and one of us, ms, s, m, h or d, as in 20ms"),
            bad(
                    "012 is twelve",
                    "scenario: 1",
                    "scenario: 012",
                    "1:11: format version 12 is not known here; this program reads 'scenario: 1'"),
            bad(
                    "an unknown topic",
                    "publish: {topic: orders}",
                    "publish: {topic: order}",
                    "11:26: unknown topic 'order'. Did you mean 'orders'?"),
            bad(
                    "an unknown topic to read",
                    "reads: {topic: orders}",
                    "reads: {topic: [orders, invoices]}",
                    "13:29: unknown topic 'invoices'. There is: orders"),
            bad(
                    "an unknown store",
                    "store: billing-db",
                    "store: biling-db",
                    "15:24: unknown store of kind database 'biling-db'. Did you mean 'billing-db'?"),
            bad(
                    "a service where a database is needed",
                    "store: billing-db",
                    "store: psp",
                    "15:24: 'psp' is a store of kind service; 'store' needs a store of kind database"),
            bad(
                    "a database where a service is needed",
                    "- publish: {topic: orders}",
                    "- call: {store: billing-db}",
                    "11:23: 'billing-db' is a store of kind database; 'store' needs a store of kind service"),
            bad(
                    "an unknown table",
                    "table: orders",
                    "table: order",
                    "15:43: store 'billing-db' has no table 'order'. Did you mean 'orders'?"),
            bad(
                    "an unknown process in a change",
                    "title: Small",
                    "title: Small\nchanges:\n  - add-instances: {process: biling, at: 1s}",
                    "4:30: unknown process 'biling'. Did you mean 'billing'?"),
            bad(
                    "an unknown topic in a change",
                    "title: Small",
                    "title: Small\nchanges:\n  - add-partitions: {topic: oders, count: 1, at: 1s}",
                    "4:29: unknown topic 'oders'. Did you mean 'orders'?"),
            bad(
                    "an unknown end of a link",
                    "title: Small",
                    "title: Small\nlinks: [{from: shop, to: B2, latency: 1ms}]",
                    "3:26: unknown node 'B2'. Did you mean 'B1'?"),
            bad(
                    "an instance that does not exist",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {process: billing.9, at: 1s}",
                    "4:22: unknown process or instance 'billing.9'. Did you mean 'billing.1'?"),
            bad(
                    "a broker that does not exist",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {broker: B2, at: 1s}",
                    "4:21: unknown broker 'B2'. Did you mean 'B1'?"),
            bad(
                    "a store that does not exist",
                    "title: Small",
                    "title: Small\nfaults:\n  - fail: {store: pps}",
                    "4:19: unknown store 'pps'. Did you mean 'psp'?"),
            bad(
                    "a node that does not exist",
                    "title: Small",
                    "title: Small\nfaults:\n  - partition: {between: [B1, [shop.1, shop.2]]}",
                    "4:40: unknown node 'shop.2'. Did you mean 'shop.1'?"),
            bad(
                    "a step that the process lacks",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {process: billing.1, after: publish}",
                    "4:40: process 'billing' has no step 'publish'. It has: 1 write, 2 acknowledge"),
            bad(
                    "a misspelt step of a fault",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {process: billing.1, after: wirte}",
                    "4:40: process 'billing' has no step 'wirte'. Did you mean 'write'?"),
            bad(
                    "a step number that the process lacks",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {process: billing.1, after: 3}",
                    "4:40: process 'billing' has no step '3'. It has: 1 write, 2 acknowledge"),
            bad(
                    "a message of no workload",
                    "title: Small",
                    "title: Small\nfaults:\n  - cut: {request: produce, message: \"Z#9\"}",
                    "4:38: no workload has the key 'Z'. There is: A, D"),
            bad(
                    "a version that a key never has",
                    "title: Small",
                    "title: Small\nfaults:\n  - cut: {request: produce, message: \"A#3\"}",
                    "4:38: 'A#3' does not exist: A has 2 versions"),
            bad(
                    "a message without a version",
                    "title: Small",
                    "title: Small\nfaults:\n  - cut: {request: produce, message: A}",
                    "4:38: 'message' needs KEY#VERSION as in \"A#2\" (in quotes), not 'A'"),
            bad(
                    "a message whose version is lost in a comment",
                    "title: Small",
                    "title: Small\nfaults:\n  - cut: {request: produce, message: A #2}",
                    "5:1: not readable as YAML: while parsing a flow mapping, expected ',' or '}', but got <scalar>"),
            bad(
                    "a dead letter without a topic",
                    "    steps:\n      - write",
                    "    on-failure: {then: dead-letter}\n    steps:\n      - write",
                    "14:24: 'on-failure' of process 'billing' needs 'topic': where the message goes"),
            bad(
                    "a dead letter to an unknown topic",
                    "    steps:\n      - write",
                    "    on-failure: {then: dead-letter, topic: dlq}\n    steps:\n      - write",
                    "14:44: unknown topic 'dlq'. There is: orders"),
            bad(
                    "a dead letter that comes back",
                    "    steps:\n      - write",
                    "    on-failure: {then: dead-letter, topic: orders}\n    steps:\n      - write",
                    "14:44: process 'billing' reads 'orders' itself, so its dead letters would come back; name another topic, or write 'then: retry-topic'"),
            bad(
                    "an unknown preset",
                    "title: Small",
                    "title: Small\npreset: at-lest-once",
                    "3:9: 'preset' must be one of none, at-most-once, at-least-once, exactly-once, not 'at-lest-once'. Did you mean 'at-least-once'?"),
            bad(
                    "a lock store that is a service",
                    "  billing:\n",
                    "  billing:\n    lock: entity\n    lock-store: psp\n",
                    "14:17: 'psp' is a store of kind service; 'lock-store' needs a store of kind database"),
            bad(
                    "two names for one node",
                    "  psp: {kind: service}",
                    "  shop: {kind: service}",
                    "8:3: 'shop' is the name of a store too; choose another"),
            bad(
                    "the name of a broker",
                    "  psp: {kind: service}",
                    "  B1: {kind: service}",
                    "6:3: 'B1' is the name of a broker node; choose another"),
            bad(
                    "more replicas than brokers",
                    "partitions: 1",
                    "replicas: 3",
                    "3:29: topic 'orders' wants 3 replicas, but broker.nodes is 1; each replica needs a broker of its own"),
            bad(
                    "no process at all",
                    "",
                    "scenario: 1\ntitle: Nobody\nprocesses: {}\n",
                    "3:12: 'processes' is empty; a scenario needs at least one process"),
            bad(
                    "a process without steps",
                    "    steps:\n      - publish: {topic: orders}",
                    "    steps: []",
                    "10:12: process 'shop' has no steps; it would do nothing"),
            bad(
                    "a workload without keys",
                    "keys: [A, D], ",
                    "",
                    "9:23: a workload needs 'keys' (with 'operations') or 'items'"),
            bad(
                    "a key twice",
                    "keys: [A, D]",
                    "keys: [A, A]",
                    "9:30: a key stands twice in 'keys'; write one entry per entity"),
            bad(
                    "acknowledge on a workload",
                    "- publish: {topic: orders}",
                    "- publish: {topic: orders}\n      - acknowledge",
                    "12:9: a workload has nothing to acknowledge; remove this step of 'shop'"),
            bad(
                    "a write without a store",
                    "write: {store: billing-db, table: orders}",
                    "write: {table: orders}",
                    "15:16: write needs 'store' outside a transaction"),
            bad(
                    "an empty transaction",
                    "write: {store: billing-db, table: orders}",
                    "transaction: {in: billing-db, steps: []}",
                    "15:46: a transaction needs steps"),
            bad(
                    "a publish inside a transaction",
                    "write: {store: billing-db, table: orders}",
                    "transaction: {in: billing-db, steps: [publish: {topic: orders}]}",
                    "15:47: 'publish' inside a transaction is not available yet; inside stand inbox, write, transform"),
            bad(
                    "another store inside a transaction",
                    "write: {store: billing-db, table: orders}",
                    "transaction: {in: billing-db, steps: [write: {store: psp, table: orders}]}",
                    "15:62: 'psp' is a store of kind service; 'store' needs a store of kind database"),
            bad(
                    "an acknowledgement beside auto-commit",
                    "reads: {topic: orders}\n    steps:",
                    "reads: {topic: orders, auto-commit: true}\n    steps:\n      - acknowledge",
                    "13:41: 'auto-commit: true' acknowledges by itself; remove it or the 'acknowledge' step of 'billing'"),
            bad(
                    "a heartbeat longer than the session",
                    "reads: {topic: orders}",
                    "reads: {topic: orders, heartbeat: 2s}",
                    "13:39: 'heartbeat' (2s) must be shorter than 'session-timeout' (1s)"),
            bad(
                    "a broker heartbeat longer than the session",
                    "title: Small",
                    "title: Small\nbroker: {heartbeat: 2s}",
                    "3:21: 'heartbeat' (2s) must be shorter than 'session-timeout' (1s)"),
            bad(
                    "a heartbeat of members longer than the session that the broker gives them",
                    "title: Small",
                    "title: Small\nbroker: {group-heartbeat: 2s}",
                    "3:27: 'group-heartbeat' (2s) must be shorter than 'group-session-timeout' (1s)"),
            bad(
                    "a group of two protocols",
                    "  billing:",
                    "  ledger:\n    reads: {topic: orders, group: billing, group-protocol: consumer}\n"
                            + "    steps: [{acknowledge: {await: receipt}}]\n  billing:",
                    "16:12: 'group-protocol: classic': process 'ledger' reads with the same group 'billing' and"
                            + " 'group-protocol: consumer'; give both the same protocol, or one of them another group"),
            bad(
                    "a protocol of groups where there is none",
                    "    reads: {topic: orders}",
                    "    reads: {topic: orders, group-protocol: shared}",
                    "13:44: 'group-protocol' must be one of classic, consumer, not 'shared'."),
            bad(
                    "a fence without a single active instance",
                    "table: orders}",
                    "table: orders, fence: true}",
                    "15:58: 'fence: true' needs 'active: single': the lock gives the fence"),
            bad(
                    "idempotence without all acks",
                    "      - publish: {topic: orders}",
                    "      - publish: {topic: orders}\n    producer: {idempotence: true, acks: 1}",
                    "12:29: 'idempotence: true' of process 'shop' cannot be: it needs acks: all, not 1. The client library refuses it too"),
            bad(
                    "exactly once without all acks",
                    "      - publish: {topic: orders}",
                    "      - publish: {topic: orders}\n    preset: exactly-once\n    producer: {acks: 1}",
                    "13:15: 'idempotence: true' of process 'shop' cannot be: it needs acks: all, not 1. The client library refuses it too"),
            bad(
                    "a delivery time-out that is too short",
                    "      - publish: {topic: orders}",
                    "      - publish: {topic: orders}\n    producer: {delivery-timeout: 10ms}",
                    "12:34: 'delivery-timeout' must be at least linger + request-timeout (1s), not 10ms"),
            bad(
                    "a lock without a database",
                    "",
                    "scenario: 1\ntitle: Locked\ntopics: {orders: {}}\nprocesses:\n  shop:\n    active: single\n    reads: {workload: {keys: 1}}\n    steps: [publish: {topic: orders}]\n",
                    "6:13: 'active: single' needs a store of kind database that holds the lock"),
            bad(
                    "two verbs in one fault",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {process: shop.1}\n    cut: {request: produce}\n    at: 1s",
                    "5:5: a fault has one verb; here are 'crash' and 'cut'. Begin another one with '-', or indent the field below the verb"),
            bad(
                    "a fault without a moment",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {process: shop.1}",
                    "4:12: crash needs a moment: 'at', 'message' with 'before', 'during' or 'after'"),
            bad(
                    "a fault after the end",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {process: shop.1, at: 11m}",
                    "4:34: 'at: 11m' is after the end of the run (run.limit.time is 10m)"),
            bad(
                    "a change after the end",
                    "title: Small",
                    "title: Small\nchanges:\n  - drain: {process: shop, at: 1h}",
                    "4:32: 'at: 1h' is after the end of the run (run.limit.time is 10m)"),
            bad(
                    "a message for a broker",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {broker: B1, message: \"A#1\"}",
                    "4:34: only a process works on one message at a time; give a broker or store its moment with 'at'"),
            bad(
                    "a step of a broker",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {broker: B1, after: write}",
                    "4:32: only a process has steps; give a broker or store its moment with 'at'"),
            bad(
                    "a fault on two nodes",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {broker: B1, process: shop.1, at: 1s}",
                    "4:12: crash needs exactly one of process, broker, store; it has process, broker"),
            bad(
                    "a fault that ends and stays",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {broker: B1, at: 1s, restart: 1s, stays: true}",
                    "4:53: 'stays' means that it never ends; remove it, or 'restart'"),
            bad(
                    "a node on both sides of a partition",
                    "title: Small",
                    "title: Small\nfaults:\n  - partition: {between: [B1, [shop.1, B1]]}",
                    "4:26: 'B1' stands on one side of the partition and 'B1' on the other; a node is on one side only"),
            bad(
                    "a broker's error from a store",
                    "title: Small",
                    "title: Small\nfaults:\n  - refuse: {request: write, error: not-leader-or-follower}",
                    "4:37: 'not-leader-or-follower' is an error of the broker, and 'write' asks a store; write retriable or fatal"),
            bad(
                    "at beside and inside",
                    "title: Small",
                    "title: Small\nfaults:\n  - crash: {process: shop.1, at: 1s}\n    at: 2s",
                    "5:5: 'at' stands beside and inside 'crash'; keep one"),
            bad(
                    "more instances removed than there are",
                    "title: Small",
                    "title: Small\nchanges:\n  - remove-instances: {process: shop, count: 2, at: 1s}",
                    "4:46: process 'shop' has only 1 instance by then"),
            bad(
                    "partitions that become fewer",
                    "title: Small",
                    "title: Small\nbroker: {nodes: 1}\nchanges:\n  - add-partitions: {topic: orders, count: 2, at: 1s}\n  - add-partitions: {topic: orders, to: 3, at: 2s}",
                    "6:41: topic 'orders' has 3 partitions by then; they can only become more"),
            bad(
                    "a link from a node to itself",
                    "title: Small",
                    "title: Small\nlinks: [{between: [B1, B1], latency: 1ms}]",
                    "3:9: a link from 'B1' to itself; name two nodes"),
            bad(
                    "a link to nowhere",
                    "title: Small",
                    "title: Small\nlinks: [{from: B1, latency: 1ms}]",
                    "3:16: 'from' needs 'to': where the link leads"),
            bad(
                    "found and never",
                    "title: Small",
                    "title: Small\nexpect: {found: [duplicate], never: [duplicate]}",
                    "3:18: 'duplicate' is expected as found and as never; keep one of them"),
            bad(
                    "a field of another kind",
                    "publish: {topic: orders}",
                    "publish: {topic: orders, dedup-id: operation}",
                    "11:34: 'dedup-id' has no counterpart for kind log: a log knows a repeat by its producer's numbers (producer.idempotence), RabbitMQ and core NATS know none (it belongs to jetstream, bullmq)"),
            bad(
                    "100,001 messages",
                    "keys: [A, D], operations: [create, update]",
                    "keys: 100000, count: 100000, items: [{key: A}]",
                    "8:3: 100,001 messages in all; the limit is 100,000"),
            bad(
                    "too many messages by operations",
                    "keys: [A, D]",
                    "keys: 50001",
                    "8:3: 100,002 messages in all; the limit is 100,000"),
            bad(
                    "10,000,001 events",
                    "title: Small",
                    "title: Small\nrun: {limit: {events: 10000001}}",
                    "3:23: 'events' must be 1 to 10,000,000 (the limit of a run), not 10000001"),
            bad(
                    "1,000,001 entries",
                    "title: Small",
                    "title: Small\nrun: {limit: {trace: 1000001}}",
                    "3:22: 'trace' must be 0 to 1,000,000 (the limit of a recorded trace), not 1000001"),
            bad(
                    "65 nodes",
                    "  billing:\n",
                    "  billing:\n    instances: 61\n",
                    "8:3: 65 nodes (brokers: 1, stores: 2, process instances with those added by changes: 62); the limit is 64"),
            bad(
                    "65 nodes after a change",
                    "title: Small",
                    "title: Small\nchanges:\n  - add-instances: {process: shop, count: 60, at: 1s}",
                    "10:3: 65 nodes (brokers: 1, stores: 2, process instances with those added by changes: 62); the limit is 64"),
            bad(
                    "257 partitions",
                    "partitions: 1",
                    "partitions: 257",
                    "3:31: 'partitions' must be 1 to 256 (the limit of all topics together), not 257"),
            bad(
                    "257 partitions in all",
                    "{orders: {partitions: 1}}",
                    "{orders: {partitions: 256}, more: {}}",
                    "3:9: 257 partitions in all, with those added by changes; the limit is 256"),
            bad(
                    "257 partitions after a change",
                    "title: Small",
                    "title: Small\nchanges:\n  - add-partitions: {topic: orders, to: 256, at: 1s}\n  - add-partitions: {topic: orders, count: 1, at: 2s}",
                    "6:9: 257 partitions in all, with those added by changes; the limit is 256"),
            bad(
                    "a title of 201 characters",
                    "title: Small",
                    "title: " + "a".repeat(201),
                    "2:8: 'title' is longer than 200 characters"),
            bad(
                    "a name of 61 characters",
                    "psp:",
                    "p".repeat(61) + ":",
                    "6:3: 'ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp' is no name for a store; allowed are letters, digits, '-' and '_', a letter first, at most 60 characters"),
            bad(
                    "a name with a blank",
                    "  psp:",
                    "  p s p:",
                    "6:3: 'p s p' is no name for a store; allowed are letters, digits, '-' and '_', a letter first, at most 60 characters"),
            bad(
                    "33 levels",
                    "title: Small",
                    "title: Small\nfaults: " + "[".repeat(33) + "]".repeat(33),
                    "3:41: nested deeper than 32 levels, the limit of a scenario"),
            bad(
                    "a topic read twice",
                    "reads: {topic: orders}",
                    "reads: {topic: [orders, orders]}",
                    "13:20: a topic stands twice in 'topic'; keep one of them"),
            bad(
                    "a fault on a link from a node to itself",
                    "title: Small",
                    "title: Small\nfaults:\n  - cut: {request: produce, link: [B1, B1]}",
                    "4:10: a link from 'B1' to itself; name two nodes"),
            bad("an empty file", "", "", "1:1: the file is empty. A scenario begins with 'scenario: 1'"),
            bad("blanks alone", "", "  \n \n", "1:1: the file is empty. A scenario begins with 'scenario: 1'"),
            bad("a comment alone", "", "# nothing\n", "1:1: the file is empty. A scenario begins with 'scenario: 1'"),
            bad(
                    "a list",
                    "",
                    "- scenario: 1\n",
                    "1:1: a scenario is a mapping that begins with 'scenario: 1', not a list"),
            bad(
                    "a word",
                    "",
                    "scenario\n",
                    "1:1: a scenario is a mapping that begins with 'scenario: 1', not 'scenario'"),
            bad(
                    "a list of open brackets",
                    "",
                    "[".repeat(100),
                    "1:34: nested deeper than 32 levels, the limit of a scenario"),
            bad(
                    "an anchor",
                    "title: Small",
                    "title: &a Small",
                    "2:8: an anchor (&name); remove it, anchors are not used in a scenario"),
            bad(
                    "an alias",
                    "title: Small",
                    "title: *a",
                    "2:8: an alias (*name); write the value out, aliases are not used in a scenario"),
            bad(
                    "a tag",
                    "title: Small",
                    "title: !!str Small",
                    "2:8: a tag (!name); remove it, tags are not used in a scenario"),
            bad(
                    "a merge key",
                    "title: Small",
                    "title: Small\n<<: {seed: 1}",
                    "3:1: a merge key (<<); write the fields out, merge keys are not used in a scenario"),
            bad(
                    "a field twice",
                    "title: Small",
                    "title: Small\ntitle: Small",
                    "3:1: 'title' stands here twice (first in line 2); keep one of them"),
            bad(
                    "a second document",
                    "title: Small",
                    "title: Small\n---\nscenario: 1",
                    "3:1: a second document begins here; a file holds one scenario"),
            bad(
                    "a tab as indentation",
                    "  billing:\n",
                    "	billing:\n",
                    "12:1: not readable as YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
            bad(
                    "an open quote",
                    "title: Small",
                    "title: \"Small",
                    "16:1: not readable as YAML: while scanning a quoted scalar, found unexpected end of stream"),
            bad(
                    "an open brace",
                    "{orders: {partitions: 1}}",
                    "{orders: {partitions: 1}",
                    "4:1: not readable as YAML: while parsing a flow mapping, expected ',' or '}', but got <scalar>"),
            bad(
                    "a NUL",
                    "title: Small",
                    "title: Sm\0all",
                    "2:10: a control character (U+0000): this is a binary file, or not UTF-8 text"),
            bad(
                    "an escape sequence",
                    "title: Small",
                    "title: \u001b[2JSmall",
                    "2:8: a control character (U+001B): this is a binary file, or not UTF-8 text"),
            bad(
                    "a C1 control character",
                    "title: Small",
                    "title: Sm\u0085\u009ball",
                    "2:11: a control character (U+009B): this is a binary file, or not UTF-8 text"),
            bad("a mapping as a key", "title: Small", "title: Small\n? {a: b}\n: c", "3:3: a key must be one word"),
            bad(
                    "a mapping where a value is needed",
                    "title: Small",
                    "title: {a: b}",
                    "2:8: 'title' needs a text, not a mapping"),
            bad(
                    "a list where a mapping is needed",
                    "topics: {orders: {partitions: 1}}",
                    "topics: [orders]",
                    "3:9: 'topics' needs a mapping (field: value), not a list"),
            bad("nothing where a value is needed", "title: Small", "title:", "2:7: 'title' needs a text, not nothing"),
            bad("no title", "title: Small\n", "", "1:1: the scenario needs 'title': What it shows, in one sentence."),
            bad("no version", "scenario: 1\n", "", "1:1: the scenario needs 'scenario': The version of the format: 1."),
            bad(
                    "another version",
                    "scenario: 1",
                    "scenario: 2",
                    "1:11: format version 2 is not known here; this program reads 'scenario: 1'"),
            bad(
                    "a version in words",
                    "scenario: 1",
                    "scenario: one",
                    "1:11: 'scenario' needs a whole number, not 'one'"),
            bad(
                    "a variant with a bad path",
                    "title: Small",
                    "title: Small\nvariants: {one: {processes.shop.prodcer.acks: 1}}",
                    "3:18: path 'processes.shop.prodcer.acks': 'prodcer' is unknown. Did you mean 'producer'?"),
            bad(
                    "a variant of an unknown process",
                    "title: Small",
                    "title: Small\nvariants: {one: {processes.shp.instances: 2}}",
                    "3:18: path 'processes.shp.instances': 'shp' is no process of this scenario. Did you mean 'shop'?"),
            bad(
                    "a variant beyond a list",
                    "title: Small",
                    "title: Small\nvariants: {one: {processes.shop.steps.5: acknowledge}}",
                    "3:18: path 'processes.shop.steps.5': '5' is no place of this list: it has 1 elements, counted from 0."),
            bad(
                    "a variant below a value",
                    "title: Small",
                    "title: Small\nvariants: {one: {title.x: 1}}",
                    "3:18: path 'title.x': 'x' has no parts."),
            bad(
                    "a variant of a variant",
                    "title: Small",
                    "title: Small\nvariants: {one: {variants.one.title: x}}",
                    "3:18: 'variants' cannot be changed by a variant or by --set"),
            bad(
                    "a variant with a wrong value",
                    "title: Small",
                    "title: Small\nvariants: {one: {broker.nodes: many}}",
                    "3:32: 'nodes' needs a whole number, not 'many'"),
            bad(
                    "a variant that is a list",
                    "title: Small",
                    "title: Small\nvariants: {one: [title]}",
                    "3:17: 'one' needs a mapping (field: value), not a list"),
            bad(
                    "a retry topic that nobody reads",
                    "",
                    """
                    scenario: 1
                    title: Again
                    topics: {orders: {}, again: {}}
                    processes:
                      shop:
                        reads: {workload: {keys: 1}}
                        steps: [publish: {topic: orders}]
                        on-failure: {then: retry-topic, topic: again}
                    """,
                    "8:44: nobody reads 'again', so nothing would be tried again; let a process read it, as in reads: {topic: [..., again]}"));
}
