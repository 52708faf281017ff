/// The scenario and its file format: the only place that knows the format. Loads, resolves (defaults, preset, file,
/// variant, set), explains and refuses.
package dev.ackademy.core.scenario;
