/// A run that is played: its clock and pace, what is under way at a moment, and what is said about it. No controls.
package dev.ackademy.ui.fx.run;
