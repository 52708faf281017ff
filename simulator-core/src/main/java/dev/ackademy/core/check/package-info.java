/// What is right: checkers that only read the trace, verdicts per guarantee, findings with their witness and their why,
/// the contract of a configuration.
package dev.ackademy.core.check;
