/// A lesson or an incident in the window: predict, watch, why, fix it.
package dev.ackademy.ui.fx.lesson;
