package dev.ackademy.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The living connections. Every frame asks for one by its number, so there is an index of all numbers ever given
/// beside
/// them (4 bytes each).
final class Connections {

    private final List<Connection> living = new ArrayList<>();
    private Connection[] byNumber = new Connection[64];

    /// Numbers are given once, in order.
    void add(Connection connection) {
        if (connection.number >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, Math.max(connection.number + 1, 2 * byNumber.length));
        }
        byNumber[connection.number] = connection;
        living.add(connection);
    }

    /// Null for one that is gone, and for number 0.
    Connection get(int number) {
        return number < byNumber.length ? byNumber[number] : null;
    }

    void remove(Connection connection) {
        byNumber[connection.number] = null;
        living.remove(connection);
    }

    void clear() {
        living.forEach(each -> byNumber[each.number] = null);
        living.clear();
    }

    int size() {
        return living.size();
    }

    /// In the order of their numbers.
    List<Connection> values() {
        return living;
    }
}
