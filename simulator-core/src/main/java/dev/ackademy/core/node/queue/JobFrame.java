package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.Frame;
import java.util.List;

/// What BullMQ's library and Redis say to each other: each frame is one of its scripts, carried out as a whole. Adding
/// is a `produce`, taking a `fetch`, finishing a `commit`. The renewals of locks are not sent one by one: they are
/// there for as long as the worker can be heard.
public sealed interface JobFrame extends Frame {

    @Override
    default boolean inTurn() {
        return false;
    }

    /// `add`. `id` null: the queue gives one.
    record Add(@Ident int correlation, String queue, Message message, String id) implements JobFrame, Request {

        @Override
        public RequestKind kind() {
            return RequestKind.PRODUCE;
        }

        @Override
        public List<Carried> carried() {
            return List.of(new Carried(message.operation(), queue, message.attempt()));
        }

        @Override
        public String note() {
            return id == null ? "" : "job " + id;
        }

        @Override
        public Frame refusal(String error, boolean retriable) {
            return new Added(correlation, error == null ? "LOADING" : error, -1, false);
        }
    }

    record Added(@Ident int correlation, String error, long position, boolean duplicate) implements JobFrame, Answer {

        @Override
        public RequestKind kind() {
            return RequestKind.PRODUCE;
        }

        @Override
        public String note() {
            return error.isEmpty() ? duplicate ? "known" : "" : error;
        }
    }

    /// `moveToActive`: the next job with a lock on it. Where there is none it waits at the server.
    record Take(@Ident int correlation, String queue) implements JobFrame, Request {

        @Override
        public RequestKind kind() {
            return RequestKind.FETCH;
        }

        @Override
        public boolean maintenance() {
            return true;
        }

        @Override
        public boolean expectsAnswer() {
            return false;
        }
    }

    /// @param token of the lock
    record Taken(
            @Ident int correlation,
            String queue,
            @Ident int token,
            long position,
            @Capped int deliveries,
            Message message,
            @Entry int entry)
            implements JobFrame, Answer {

        @Override
        public RequestKind kind() {
            return RequestKind.FETCH;
        }

        @Override
        public List<Carried> carried() {
            return List.of(new Carried(message.operation(), queue + "-0@" + position, deliveries));
        }
    }

    /// `moveToFinished`, or for a failed job `retryJob`, `moveToDelayed` or `moveToFinished` into the
    /// failed set, as its attempts say.
    record Finish(
            @Ident int correlation,
            String queue,
            @Ident int token,
            long position,
            boolean done,
            long delayMicros,
            Carried about)
            implements JobFrame, Request {

        @Override
        public RequestKind kind() {
            return RequestKind.COMMIT;
        }

        @Override
        public List<Carried> carried() {
            return List.of(about);
        }

        @Override
        public String note() {
            return done ? "completed" : "failed";
        }

        @Override
        public Frame refusal(String error, boolean retriable) {
            return new Finished(correlation, error == null ? "LOADING" : error);
        }
    }

    record Finished(@Ident int correlation, String error) implements JobFrame, Answer {

        @Override
        public RequestKind kind() {
            return RequestKind.COMMIT;
        }

        @Override
        public String note() {
            return error;
        }
    }

    /// `extendLocks`, told at the start of a connection: these are still being worked on.
    record Renew(
            @Ident int correlation, @Ident(of = "token") List<Integer> tokens) implements JobFrame, Request {

        @Override
        public RequestKind kind() {
            return RequestKind.HEARTBEAT;
        }

        @Override
        public boolean maintenance() {
            return true;
        }

        @Override
        public boolean expectsAnswer() {
            return false;
        }
    }
}
