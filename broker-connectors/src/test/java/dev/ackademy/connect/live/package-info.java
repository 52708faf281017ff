/// The lines of the ground truth on real brokers, driven through the same `Worker` and port as a virtual run.
///
/// - [LiveProcess]: one process in real time, with crash and restart; [LiveLink] is its way to the broker.
/// - [EffectFile]: the store that outlives it. [Sighting]: what came of a run, in the ground truth's own words.
package dev.ackademy.connect.live;
