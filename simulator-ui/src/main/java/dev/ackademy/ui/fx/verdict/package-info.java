/// The right panel: what was promised and what became of it, why, and what mends it.
package dev.ackademy.ui.fx.verdict;
