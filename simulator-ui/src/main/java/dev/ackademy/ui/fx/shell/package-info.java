/// The window itself: its frame, its keys, its files.
package dev.ackademy.ui.fx.shell;
