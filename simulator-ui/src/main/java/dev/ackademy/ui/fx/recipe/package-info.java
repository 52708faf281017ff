/// The left panel: the scenario that runs, what goes wrong in it, its variants and every setting.
package dev.ackademy.ui.fx.recipe;
