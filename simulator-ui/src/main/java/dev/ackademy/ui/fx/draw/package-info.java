/// What pictures are drawn with: one set of strokes, on a canvas or into an SVG file.
package dev.ackademy.ui.fx.draw;
