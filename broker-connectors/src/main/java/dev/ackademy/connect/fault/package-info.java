/// Breaks the TCP connections between a client and a real server, message by message.
///
/// - [FaultProxy]: one client link; owns its connections, counts what passes, asks the rules.
/// - [Rule] gives a [Verdict] on a [Passage]; a [Strike] is a verdict that was carried out.
/// - [Protocol], [Conversation], [Frame]: where one message ends and what kind it is; each broker's package has its
/// own.
package dev.ackademy.connect.fault;
