package dev.ackademy.core.engine;

import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.store.DatabaseNode;
import dev.ackademy.core.node.store.ServiceNode;
import dev.ackademy.core.scenario.Scenario.Store;
import dev.ackademy.core.wiring.Wiring;

/// Builds the node of a number.
final class Nodes {

    private Nodes() {}

    static Node of(Wiring wiring, int number) {
        return switch (wiring.cast().node(number).role()) {
            case PROCESS -> new ProcessNode(wiring, number);
            case BROKER, CONTROLLER -> wiring.kind().server(wiring, number);
            case STORE ->
                store(wiring.scenario().stores().get(wiring.cast().node(number).name()));
        };
    }

    private static Node store(Store store) {
        return switch (store) {
            case Store.Database database -> new DatabaseNode(Wiring.database(database));
            case Store.Service service -> new ServiceNode(service.takesMicros());
        };
    }
}
