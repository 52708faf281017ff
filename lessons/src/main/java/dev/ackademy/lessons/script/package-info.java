/// What a lesson says: its front matter and its Markdown, read and checked, as data. Knows nothing of how it is shown,
/// and trusts no text: what it does not know is refused with file and line.
package dev.ackademy.lessons.script;
