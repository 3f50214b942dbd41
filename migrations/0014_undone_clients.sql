-- When the booking with which a client's card was made was undone. The card is found again where a booking uses it, and
-- goes when the booking is removed from the trash.
ALTER TABLE clients ADD COLUMN undone_at timestamptz;

CREATE FUNCTION keep_client() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE clients SET undone_at = NULL WHERE id = NEW.client_id AND undone_at IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_client_of_new_booking AFTER INSERT ON bookings
    FOR EACH ROW WHEN (NEW.deleted_at IS NULL) EXECUTE FUNCTION keep_client();
CREATE TRIGGER keep_client_of_restored_booking AFTER UPDATE ON bookings
    FOR EACH ROW WHEN (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL) EXECUTE FUNCTION keep_client();
