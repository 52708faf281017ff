/// The stage: what one moment of a run looks like ([StageFrame]), where everything stands ([StageLayout]) and how it is
/// drawn. [StageFrames] makes the frame with one class for each thing that is shown, and [StageKind] holds all that
/// differs between kinds of broker; [StagePainter] draws it with one painter for each part ([StagePart]). What is drawn
/// depends on the frame alone, never on the run.
package dev.ackademy.ui.fx.stage;
