/// The loop, the network and the choices: the only place where time moves.
package dev.ackademy.core.engine;
