/// Reads the catalogue: each lesson is a folder of text files, and its scenario runs unchanged from the command line.
/// Judges nothing itself; verdicts come from the core.
package dev.ackademy.lessons;
