/// The broker switch: its dot, and what it says while a server starts or where one fails.
package dev.ackademy.ui.fx.live;
