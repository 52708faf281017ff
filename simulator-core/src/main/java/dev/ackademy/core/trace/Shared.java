package dev.ackademy.core.trace;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.TopicPartition;
import java.util.TreeMap;

/// Keeps one object for each text, operation and partition that a recording says over and over.
final class Shared {

    private static final int MOST = 200_000;
    private static final int LONGEST = 64;

    private final TreeMap<String, String> texts = new TreeMap<>();
    private final TreeMap<String, Operation> operations = new TreeMap<>();
    private final TreeMap<String, TopicPartition> partitions = new TreeMap<>();

    String text(String text) {
        if (text.length() > LONGEST || texts.size() >= MOST) {
            return text;
        }
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /// `A#2 update`
    Operation operation(String text) {
        Operation known = operations.get(text);
        if (known == null) {
            known = parsedOperation(text);
            if (operations.size() < MOST) {
                operations.put(text, known);
            }
        }
        return known;
    }

    /// `orders-0`
    TopicPartition partition(String text) {
        TopicPartition known = partitions.get(text);
        if (known == null) {
            int dash = text.lastIndexOf('-');
            int number = dash < 1 ? -1 : number(text.substring(dash + 1));
            if (number < 0) {
                throw new BadLine(BadLine.quoted(text) + " is no partition (such as orders-0).");
            }
            known = new TopicPartition(text(text.substring(0, dash)), number);
            if (partitions.size() < MOST) {
                partitions.put(text, known);
            }
        }
        return known;
    }

    private Operation parsedOperation(String text) {
        int space = text.lastIndexOf(' ');
        int sign = text.lastIndexOf('#', space);
        if (sign >= 0 && space > sign) {
            int version = number(text.substring(sign + 1, space));
            String word = text.substring(space + 1);
            for (OperationKind kind : OperationKind.values()) {
                if (version >= 0 && kind.word().equals(word)) {
                    return new Operation(text(text.substring(0, sign)), version, kind);
                }
            }
        }
        throw new BadLine(BadLine.quoted(text) + " is no operation (such as 'A#2 update').");
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 9 || digits.length() > 1 && digits.charAt(0) == '0') {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
