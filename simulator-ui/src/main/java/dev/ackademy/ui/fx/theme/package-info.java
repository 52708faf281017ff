/// Colours, fonts and the style sheet of the window.
package dev.ackademy.ui.fx.theme;
