/// Explore: every place where the open scenario can fail, the smallest run that shows it, and what closes it.
package dev.ackademy.ui.fx.explore;
