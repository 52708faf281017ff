package dev.ackademy.connect.fault;

import java.io.IOException;
import java.io.InputStream;

/// One connection's messages. `readRequest` and `readResponse` are called by one thread each, side by side; both
/// return null where the stream ends between two messages, and throw where it ends or breaks inside one.
public interface Conversation {
    Frame readRequest(InputStream in) throws IOException;

    Frame readResponse(InputStream in) throws IOException;

    /// The server will never see this request: no answer to it is to be expected.
    void forget(Frame request);

    /// The answer that refuses this request. Waits until every earlier request is answered, where the
    /// protocol answers in order.
    byte[] refusal(Frame request, String error) throws IOException;

    /// No message will come any more: ends every wait.
    void closed();
}
