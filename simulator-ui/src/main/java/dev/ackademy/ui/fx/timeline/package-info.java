/// The transport below the stage: play, speed, and lanes of what happened when.
package dev.ackademy.ui.fx.timeline;
