/// The words: operations, entities, steps, faults, and the sealed facts of a trace. Imports nothing of ours.
package dev.ackademy.core.model;
