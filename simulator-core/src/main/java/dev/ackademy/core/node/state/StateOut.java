package dev.ackademy.core.node.state;

import dev.ackademy.core.model.Digest128;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToIntFunction;

/// Takes state in, as bytes. *Exact* bytes bring a node back through [StateIn]. *Canonical* bytes say whether two
/// worlds are the same: times are relative to now, allocated numbers are renamed by first appearance, epochs by rank,
/// counts capped, counters and entry numbers left out.
///
/// One `StateOut` takes a whole world: names and ranks hold from its first byte to its last. It may be used again after
/// [#restart].
public final class StateOut {

    /// Enough for every node that a person wrote; beyond it an object that is reached twice stays
    /// unnoticed.
    private static final int REMEMBERED = 256;

    private static final int DEEPEST = 100;

    private static final int ALLOCATOR_SHIFT = 40;

    private final boolean canonical;

    /// Objects that never change and are handed over as they are; null where everything becomes bytes.
    private final List<Object> shared;
    private long now;
    private byte[] bytes = new byte[1024];
    private int size;
    private int scope;
    private final List<Names> names = new ArrayList<>();
    private final List<Ranks> ranks = new ArrayList<>();
    private final Object[] seen = new Object[REMEMBERED];
    private int seenCount;
    private int depth;

    /// By depth, the connection that an object has named; 0 for none.
    private final long[] connection = new long[DEEPEST + 2];

    private LongToIntFunction callers = _ -> -1;

    private StateOut(boolean canonical, long now, List<Object> shared) {
        this.canonical = canonical;
        this.shared = shared;
        this.now = now;
    }

    public static StateOut exact() {
        return new StateOut(false, 0, null);
    }

    /// Exact, but what never changes (texts, records of constants) is no bytes: [#objects] holds it. For
    /// worlds that stay in this program, and much faster.
    public static StateOut sharing() {
        return new StateOut(false, 0, new ArrayList<>());
    }

    /// @param now virtual time, µs
    public static StateOut canonical(long now) {
        return new StateOut(true, now, null);
    }

    /// Forgets everything but its mode.
    public StateOut restart(long atMicros) {
        now = atMicros;
        size = 0;
        if (shared != null) {
            shared.clear();
        }
        names.forEach(Names::clear);
        ranks.forEach(Ranks::clear);
        scope = 0;
        seenCount = 0;
        depth = 0;
        connection[0] = 0;
        return this;
    }

    /// From here on allocated numbers are those of this allocator (a process, a broker). Connections and
    /// what is in them are numbered by one allocator for all.
    public StateOut scope(int allocator) {
        scope = allocator;
        connection[depth] = 0;
        return this;
    }

    /// The scope of whoever asked for a connection, which numbers what is asked through it; -1 for one that
    /// is gone.
    public StateOut callers(LongToIntFunction scopes) {
        callers = scopes;
        return this;
    }

    /// The fields of a node or another final state class. Read back in place by [StateIn#state].
    public StateOut state(Object owner) {
        Shape shape = Shape.of(owner.getClass());
        fixed(shape.tag);
        shape.write(owner, this);
        return this;
    }

    /// A record, enum, text or number whose class the reader does not know beforehand; null is allowed.
    public StateOut value(Object value) {
        Tagged.ANY.write(value, this);
        return this;
    }

    public StateOut text(String text) {
        Parts.TEXT.write(text, this);
        return this;
    }

    public StateOut flag(boolean value) {
        put(value ? 1 : 0);
        return this;
    }

    public StateOut number(long value) {
        varying(value << 1 ^ value >> 63);
        return this;
    }

    /// A virtual time; canonical, a past one is only past. Below 0 and `Long.MAX_VALUE` mean "none" or
    /// "never" and are no times.
    public StateOut instant(long atMicros) {
        boolean none = atMicros < 0 || atMicros == Long.MAX_VALUE;
        if (!canonical) {
            return number(atMicros);
        }
        flag(none);
        return number(none ? atMicros : Math.max(0, atMicros - now));
    }

    private void age(long atMicros) {
        boolean none = atMicros < 0 || atMicros == Long.MAX_VALUE;
        flag(none);
        number(none ? atMicros : atMicros - now);
    }

    /// An allocated number; the same sort and number get the same name everywhere in this world.
    public StateOut ident(String sort, long number) {
        return identOfSort(sort.intern(), number);
    }

    /// The number of a trace entry.
    public StateOut entry(int entry) {
        return canonical ? this : number(entry);
    }

    public byte[] toBytes() {
        settle();
        return Arrays.copyOf(bytes, size);
    }

    public Digest128 digest() {
        settle();
        return Digest128.of(bytes, 0, size);
    }

    public int size() {
        return size;
    }

    /// Whether the bytes say what a world is, rather than bring it back.
    public boolean isCanonical() {
        return canonical;
    }

    /// What [#sharing] did not turn into bytes, in order.
    public Object[] objects() {
        return shared.toArray();
    }

    boolean shares() {
        return shared != null;
    }

    void share(Object constant) {
        shared.add(constant);
    }

    void marked(long value, Mark mark) {
        if (!canonical) {
            number(value);
            return;
        }
        switch (mark.role()) {
            case PLAIN -> number(value);
            case INSTANT -> instant(value);
            case AGE -> age(value);
            case IDENT -> identOfSort(mark.sort(), value);
            case COUNTER, ENTRY -> {}
            case CAPPED -> number(Math.min(value, mark.limit()));
            case RANKED -> ranked(mark.sort(), value);
        }
    }

    /// Refuses a state object that is reached twice (it would be read back as two), and one that holds
    /// itself.
    void enter(Object object, boolean mutable) {
        if (++depth > DEEPEST) {
            throw new NotState(object.getClass().getName() + " lies more than " + DEEPEST
                    + " objects deep; perhaps it holds itself");
        }
        connection[depth] = 0;
        if (!mutable || canonical) {
            return;
        }
        for (int i = 0; i < seenCount; i++) {
            if (seen[i] == object) {
                throw new NotState(object.getClass().getName()
                        + " is reached twice in one state; it would be read back as two objects");
            }
        }
        if (seenCount < REMEMBERED) {
            seen[seenCount++] = object;
        }
    }

    void leave() {
        depth--;
    }

    void put(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void fixed(int value) {
        room(4);
        for (int b = 0; b < 4; b++) {
            bytes[size++] = (byte) (value >>> 8 * b);
        }
    }

    void varying(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /// One to three bytes a character, so that every text comes back as it was, lone surrogates too.
    void characters(String text) {
        int length = text.length();
        varying(length);
        room(length * 3);
        for (int i = 0; i < length; i++) {
            int c = text.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xC0 | c >>> 6);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            } else {
                bytes[size++] = (byte) (0xE0 | c >>> 12);
                bytes[size++] = (byte) (0x80 | c >>> 6 & 0x3F);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            }
        }
    }

    private StateOut identOfSort(String sort, long number) {
        if (!canonical || number <= 0) {
            return number(number);
        }
        boolean shared = sort == "connection" || sort == "item" || sort == "member";
        if (sort == "connection") {
            connection[depth] = number;
        }
        int allocator = sort == "correlation" ? caller() : scope;
        return number(names(sort).of(shared ? number : (long) allocator << ALLOCATOR_SHIFT | number));
    }

    /// Who numbers the requests of the connection that this object, or one that it lies in, has named
    /// before.
    private int caller() {
        for (int i = depth; i >= 0; i--) {
            if (connection[i] > 0) {
                return callers.applyAsInt(connection[i]) < 0 ? scope : callers.applyAsInt(connection[i]);
            }
        }
        return scope;
    }

    private void ranked(String sort, long value) {
        flag(value < 0);
        if (value < 0) {
            number(value);
        } else {
            ranks(sort).add(value, size);
            fixed(0);
        }
    }

    private Names names(String sort) {
        for (Names each : names) {
            if (each.sort == sort) {
                return each;
            }
        }
        Names added = new Names(sort);
        names.add(added);
        return added;
    }

    private Ranks ranks(String sort) {
        for (Ranks each : ranks) {
            if (each.sort == sort) {
                return each;
            }
        }
        Ranks added = new Ranks(sort);
        ranks.add(added);
        return added;
    }

    private void settle() {
        for (Ranks each : ranks) {
            each.settle(bytes);
        }
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
