-- What pages are told at once, and people a little later: the feed of what happened, and everybody's inbox.

-- Ids of events say nothing about the order in which they can be seen: a transaction that began earlier may end later.
-- What is committed waits here until it gets its place in the feed.
CREATE TABLE event_queue (event_id bigint PRIMARY KEY);

CREATE FUNCTION queue_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event_queue SELECT id FROM added;
    RETURN NULL;
END $$;
-- A salon's made-up past (domain/src/demo) is loaded without triggers: nobody is told of it.
CREATE TRIGGER queue_events AFTER INSERT ON events REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION queue_events();

-- Whoever has seen up to a number has seen all that is before it: numbers are given by one at a time, under a lock.
CREATE SEQUENCE feed_numbers;
CREATE TABLE feed (
    no bigint PRIMARY KEY,
    -- Null: people were told something, see notifications.
    event_id bigint,
    at timestamptz NOT NULL
);
CREATE INDEX feed_age ON feed (at);

-- What may be undone is told when it cannot be undone any more.
CREATE TABLE untold (
    event_id bigint PRIMARY KEY,
    due_at timestamptz NOT NULL
);
CREATE INDEX untold_due ON untold (due_at, event_id);

CREATE TABLE notifications (
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    -- Its number in the feed.
    no bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('new_booking', 'online_booking', 'moved', 'cancelled', 'no_show')),
    -- What one act did to many bookings is told once: of the first of them, and of how many there are.
    booking_id bigint NOT NULL REFERENCES bookings ON DELETE CASCADE,
    event_id bigint NOT NULL,
    change bigint,
    bookings integer NOT NULL CHECK (bookings > 0),
    at timestamptz NOT NULL,
    read_at timestamptz,
    PRIMARY KEY (user_id, no),
    CONSTRAINT notifications_once UNIQUE (user_id, change, kind)
);
CREATE INDEX notifications_unread ON notifications (user_id, no) WHERE read_at IS NULL;
CREATE INDEX notifications_told ON notifications (no);
CREATE INDEX notifications_age ON notifications (at);
CREATE INDEX notifications_booking ON notifications (booking_id);

-- What somebody wants to hear of; of anything else, what their role does (domain/src/notifications/rules.rs).
CREATE TABLE notification_choices (
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    kind text NOT NULL,
    whose text NOT NULL CHECK (whose IN ('nobody', 'mine', 'everybody')),
    sound boolean NOT NULL,
    PRIMARY KEY (user_id, kind)
);

-- Not to be disturbed, on whatever device.
ALTER TABLE users ADD COLUMN busy boolean NOT NULL DEFAULT false;

-- Which salon this is, for processes that share a Redis with others.
ALTER TABLE settings ADD COLUMN key text NOT NULL DEFAULT gen_random_uuid();
