-- What a notification is about: a booking now, other things as they come. Each kind of subject adds its word to the check
-- and a column that refers to its table, so that a notification goes with what it is about.
ALTER TABLE notifications ADD COLUMN subject text, ADD COLUMN subject_id bigint;
UPDATE notifications SET subject = 'booking', subject_id = booking_id;
DROP INDEX notifications_booking;
ALTER TABLE notifications DROP COLUMN booking_id;
ALTER TABLE notifications
    ALTER COLUMN subject SET NOT NULL,
    ALTER COLUMN subject_id SET NOT NULL,
    ADD CONSTRAINT notifications_subject_check CHECK (subject IN ('booking')),
    ADD COLUMN booking_id bigint GENERATED ALWAYS AS (CASE WHEN subject = 'booking' THEN subject_id END) STORED
        REFERENCES bookings ON DELETE CASCADE;
CREATE INDEX notifications_booking ON notifications (booking_id) WHERE booking_id IS NOT NULL;

-- What one act did to many of them is told once: of the first of them, and of how many there are.
ALTER TABLE notifications RENAME COLUMN bookings TO subjects;
