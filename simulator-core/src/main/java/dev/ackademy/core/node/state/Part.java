package dev.ackademy.core.node.state;

import java.util.function.Consumer;

/// How values of one declared type are written and read.
interface Part {

    void write(Object value, StateOut out);

    /// @param existing what is there now; objects of state classes in it are read in place, so that their
    /// settings stay. May be null
    Object read(StateIn in, Object existing);

    /// The classes whose plans this part needs.
    void reaches(Consumer<Class<?>> visit);

    /// Whether [#read] may fill an existing object rather than make one.
    default boolean fillsExisting() {
        return false;
    }

    /// Whether [#read] looks at what is there.
    default boolean usesExisting() {
        return fillsExisting();
    }

    /// Whether its values never change, so that two worlds may hold the same one: numbers, texts, enums,
    /// and records of such. An open interface stands for frames, which are.
    default boolean constant() {
        return false;
    }
}
