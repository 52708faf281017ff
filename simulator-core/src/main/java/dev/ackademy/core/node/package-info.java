/// What a node is and what it may ask of its surroundings. Nodes decide, the engine (or a live host) acts. `port` holds
/// the broker and store ports, `app` the application side, `state` the one codec, and each broker kind has a package of
/// its own; kinds import neither `app` nor each other.
package dev.ackademy.core.node;
