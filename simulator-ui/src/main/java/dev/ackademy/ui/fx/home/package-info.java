/// Where the window begins: the shipped scenarios, and files of one's own.
package dev.ackademy.ui.fx.home;
