-- When the booking with which a client's card was made was undone. The card is found again where a booking uses it, and
-- goes when the booking is removed from the trash.
ALTER TABLE clients ADD COLUMN taken_back_at timestamptz;

CREATE FUNCTION give_card_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE clients SET taken_back_at = NULL WHERE id = NEW.client_id AND taken_back_at IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER give_card_back_to_new AFTER INSERT ON bookings
    FOR EACH ROW WHEN (NEW.deleted_at IS NULL) EXECUTE FUNCTION give_card_back();
CREATE TRIGGER give_card_back_to_restored AFTER UPDATE ON bookings
    FOR EACH ROW WHEN (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL) EXECUTE FUNCTION give_card_back();
