/// Every way a person meets the simulator: the command line and the window, both thin over one workbench.
/// `Main` chooses between them; a command never loads a class of the window.
package dev.ackademy.ui;
