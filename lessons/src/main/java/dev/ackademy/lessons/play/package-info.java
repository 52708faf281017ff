/// How a lesson goes: the run, what of a text is true of it, and the steps of a learner. Judges nothing itself: runs
/// come from the engine, verdicts from the checkers, the grade from the explorer. Has no controls; window and terminal
/// show what a [Session] says.
package dev.ackademy.lessons.play;
