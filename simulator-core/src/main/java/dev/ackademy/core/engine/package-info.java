/// The loop, the network and the choices: the only place where time moves. [Simulation] runs a [World] from event to
/// event: [Network] carries frames, [Outages] starts and ends nodes, [Agenda] keeps the scenario's moments,
/// [FrameFaults] and [Boundaries] strike where a fault names a request or a step, [Silence] tells whom nobody hears,
/// [Journal] writes the story down.
package dev.ackademy.core.engine;
