/// The one codec of state: what a node's fields hold, as bytes, exact ([StateIn] reads them back) or canonical (the
/// digest of a world). [StateOut] and [StateIn] are the surface; a [Shape] is the plan of one class, made by reflection
/// once, so that no field can be forgotten; [StateCheck] tells beforehand what a class keeps that is not state.
package dev.ackademy.core.node.state;
