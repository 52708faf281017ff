package dev.ackademy.core.node.pubsub.client;

import java.util.List;
import java.util.SortedMap;

/// Everything that this library can be told, resolved.
///
/// @param server          node number
/// @param subjects        patterns of each topic of the scenario
/// @param reconnectBuffer messages that are kept while there is no connection
/// @param filter          subjects that a reader wants, null for all of its topic
/// @param pendingMessages that are kept for a slow application; what comes beyond is dropped
public record PubSubClientSettings(
        int server,
        SortedMap<String, List<String>> subjects,
        int reconnectBuffer,
        String filter,
        int pendingMessages) {}
