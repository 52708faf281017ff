/// The stage: what one moment of a run looks like ([StageFrame]), where everything stands ([StageLayout]) and how it is
/// drawn.
package dev.ackademy.ui.fx.stage;
