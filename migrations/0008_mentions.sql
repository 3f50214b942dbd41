-- Notes of a booking may call for somebody, by name: they are told.

ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check, ADD CONSTRAINT notifications_kind_check
    CHECK (kind IN ('new_booking', 'online_booking', 'moved', 'cancelled', 'no_show', 'mention'));
