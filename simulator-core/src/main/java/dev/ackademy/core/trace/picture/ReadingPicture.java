package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.Operation;

/// How far a process has read one partition.
///
/// @param assigned     whether the process takes the partition to be its own
/// @param next         the next position that it reads, -1 where that is not known yet
/// @param from         where `next` was taken from when it was set: `committed`, `earliest`, ..
/// @param delivered    the last position that was handed to the application, -1 for none
/// @param last         what was there, null for none
/// @param asked        acknowledged up to here as far as the application asked, -1 for none
/// @param acknowledged and as far as the broker said so, -1 for none
/// @param lost         a position that no longer existed when it was to be read, -1 for none
public record ReadingPicture(
        boolean assigned,
        long next,
        String from,
        long delivered,
        Operation last,
        long asked,
        long acknowledged,
        long lost) {

    static final ReadingPicture NONE = new ReadingPicture(false, -1, "", -1, null, -1, -1, -1);

    ReadingPicture assigned(boolean now) {
        if (now == assigned) {
            return this;
        }
        return now
                ? new ReadingPicture(true, -1, "", -1, null, -1, -1, -1)
                : new ReadingPicture(false, next, from, delivered, last, asked, acknowledged, lost);
    }

    ReadingPicture set(long position, String why) {
        return new ReadingPicture(assigned, position, why, delivered, last, asked, acknowledged, -1);
    }

    ReadingPicture delivered(long position, Operation operation) {
        return new ReadingPicture(assigned, position + 1, from, position, operation, asked, acknowledged, lost);
    }

    ReadingPicture passed(long to) {
        return new ReadingPicture(assigned, to, from, delivered, last, asked, acknowledged, lost);
    }

    ReadingPicture asked(long position) {
        return new ReadingPicture(assigned, next, from, delivered, last, position, acknowledged, lost);
    }

    ReadingPicture acknowledged(long position) {
        return new ReadingPicture(assigned, next, from, delivered, last, asked, position, lost);
    }

    ReadingPicture invalid(long position, long resetTo) {
        return new ReadingPicture(
                assigned, resetTo < 0 ? -1 : resetTo, from, delivered, last, asked, acknowledged, position);
    }
}
