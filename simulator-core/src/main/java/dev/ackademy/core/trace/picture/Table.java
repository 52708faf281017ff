package dev.ackademy.core.trace.picture;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;

/// An immutable sorted map. A changed table shares all but O(log n) of the one that it came from, so that a hundred
/// pictures of a run cost little more than one. Keys are iterated in their order. There is nothing under a null key,
/// and nothing can be put there: an entry of a damaged or foreign recording that names nothing changes nothing.
///
/// A weight-balanced tree (Adams 1992, with the parameters 3 and 2 of Hirai and Yamamoto 2011).
public final class Table<K extends Comparable<? super K>, V> implements Iterable<Map.Entry<K, V>> {

    private static final int DELTA = 3;
    private static final int RATIO = 2;

    @SuppressWarnings("rawtypes")
    private static final Table EMPTY = new Table<>();

    private final K key;
    private final V value;
    private final Table<K, V> left;
    private final Table<K, V> right;
    private final int size;

    private Table() {
        this.key = null;
        this.value = null;
        this.left = null;
        this.right = null;
        this.size = 0;
    }

    private Table(K key, V value, Table<K, V> left, Table<K, V> right) {
        this.key = key;
        this.value = value;
        this.left = left;
        this.right = right;
        this.size = left.size + right.size + 1;
    }

    @SuppressWarnings("unchecked")
    public static <K extends Comparable<? super K>, V> Table<K, V> empty() {
        return EMPTY;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// Null where there is none.
    public V get(K wanted) {
        Table<K, V> at = this;
        while (wanted != null && at.size > 0) {
            int order = wanted.compareTo(at.key);
            if (order == 0) {
                return at.value;
            }
            at = order < 0 ? at.left : at.right;
        }
        return null;
    }

    public V get(K wanted, V otherwise) {
        V found = get(wanted);
        return found == null ? otherwise : found;
    }

    public boolean has(K wanted) {
        return get(wanted) != null;
    }

    /// The table with this value instead of the one before; values are never null.
    public Table<K, V> with(K newKey, V newValue) {
        Objects.requireNonNull(newValue);
        if (newKey == null) {
            return this;
        }
        if (size == 0) {
            return new Table<>(newKey, newValue, this, this);
        }
        int order = newKey.compareTo(key);
        if (order == 0) {
            return value == newValue ? this : new Table<>(key, newValue, left, right);
        }
        return order < 0
                ? balanced(key, value, left.with(newKey, newValue), right)
                : balanced(key, value, left, right.with(newKey, newValue));
    }

    public Table<K, V> without(K gone) {
        if (!has(gone)) {
            return this;
        }
        int order = gone.compareTo(key);
        if (order == 0) {
            return glued(left, right);
        }
        return order < 0
                ? balanced(key, value, left.without(gone), right)
                : balanced(key, value, left, right.without(gone));
    }

    /// What lies before a key.
    public Table<K, V> below(K limit) {
        if (size == 0) {
            return this;
        }
        return limit.compareTo(key) <= 0 ? left.below(limit) : linked(key, value, left, right.below(limit));
    }

    /// What lies at a key and after it.
    public Table<K, V> from(K limit) {
        if (size == 0) {
            return this;
        }
        return limit.compareTo(key) > 0 ? right.from(limit) : linked(key, value, left.from(limit), right);
    }

    /// The entry with the smallest key.
    public Map.Entry<K, V> first() {
        if (size == 0) {
            throw new NoSuchElementException();
        }
        return left.size == 0 ? new SimpleImmutableEntry<>(key, value) : left.first();
    }

    /// The entry with the greatest key.
    public Map.Entry<K, V> last() {
        if (size == 0) {
            throw new NoSuchElementException();
        }
        return right.size == 0 ? new SimpleImmutableEntry<>(key, value) : right.last();
    }

    public List<K> keys() {
        List<K> keys = new ArrayList<>(size);
        for (Map.Entry<K, V> entry : this) {
            keys.add(entry.getKey());
        }
        return keys;
    }

    public List<V> values() {
        List<V> values = new ArrayList<>(size);
        for (Map.Entry<K, V> entry : this) {
            values.add(entry.getValue());
        }
        return values;
    }

    int height() {
        return size == 0 ? 0 : 1 + Math.max(left.height(), right.height());
    }

    private static <K extends Comparable<? super K>, V> Table<K, V> balanced(
            K key, V value, Table<K, V> left, Table<K, V> right) {
        if (left.size + right.size > 1) {
            if (right.size > DELTA * left.size) {
                Table<K, V> inner = right.left;
                return inner.size < RATIO * right.right.size
                        ? new Table<>(right.key, right.value, new Table<>(key, value, left, inner), right.right)
                        : new Table<>(
                                inner.key,
                                inner.value,
                                new Table<>(key, value, left, inner.left),
                                new Table<>(right.key, right.value, inner.right, right.right));
            }
            if (left.size > DELTA * right.size) {
                Table<K, V> inner = left.right;
                return inner.size < RATIO * left.left.size
                        ? new Table<>(left.key, left.value, left.left, new Table<>(key, value, inner, right))
                        : new Table<>(
                                inner.key,
                                inner.value,
                                new Table<>(left.key, left.value, left.left, inner.left),
                                new Table<>(key, value, inner.right, right));
            }
        }
        return new Table<>(key, value, left, right);
    }

    /// Two tables of any sizes, with an entry between them.
    private static <K extends Comparable<? super K>, V> Table<K, V> linked(
            K key, V value, Table<K, V> left, Table<K, V> right) {
        if (left.size == 0) {
            return right.with(key, value);
        }
        if (right.size == 0) {
            return left.with(key, value);
        }
        if (DELTA * left.size < right.size) {
            return balanced(right.key, right.value, linked(key, value, left, right.left), right.right);
        }
        if (DELTA * right.size < left.size) {
            return balanced(left.key, left.value, left.left, linked(key, value, left.right, right));
        }
        return new Table<>(key, value, left, right);
    }

    private static <K extends Comparable<? super K>, V> Table<K, V> glued(Table<K, V> left, Table<K, V> right) {
        if (left.size == 0) {
            return right;
        }
        if (right.size == 0) {
            return left;
        }
        if (left.size > right.size) {
            Map.Entry<K, V> middle = left.last();
            return balanced(middle.getKey(), middle.getValue(), left.without(middle.getKey()), right);
        }
        Map.Entry<K, V> middle = right.first();
        return balanced(middle.getKey(), middle.getValue(), left, right.without(middle.getKey()));
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return new InOrder<>(this);
    }

    private static final class InOrder<K extends Comparable<? super K>, V> implements Iterator<Map.Entry<K, V>> {

        private final ArrayDeque<Table<K, V>> open = new ArrayDeque<>();

        private InOrder(Table<K, V> all) {
            descend(all);
        }

        private void descend(Table<K, V> from) {
            for (Table<K, V> at = from; at.size > 0; at = at.left) {
                open.push(at);
            }
        }

        @Override
        public boolean hasNext() {
            return !open.isEmpty();
        }

        @Override
        public Map.Entry<K, V> next() {
            Table<K, V> next = open.pop();
            descend(next.right);
            return new SimpleImmutableEntry<>(next.key, next.value);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Table<?, ?> table) || table.size != size) {
            return false;
        }
        Iterator<? extends Map.Entry<?, ?>> others = table.iterator();
        for (Map.Entry<K, V> mine : this) {
            if (!mine.equals(others.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<K, V> entry : this) {
            hash += entry.hashCode();
        }
        return hash;
    }

    /// `{A=1, B=2}`
    @Override
    public String toString() {
        TreeMap<K, V> all = new TreeMap<>();
        for (Map.Entry<K, V> entry : this) {
            all.put(entry.getKey(), entry.getValue());
        }
        return all.toString();
    }
}
