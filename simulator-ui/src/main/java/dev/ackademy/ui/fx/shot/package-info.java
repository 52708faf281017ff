/// Pictures of the window without a display.
package dev.ackademy.ui.fx.shot;
