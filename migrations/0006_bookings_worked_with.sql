-- What working with bookings needs: changes that can be undone, keys of requests, clients' totals, the trash, hours.

-- Changes that one click made together are undone together.
CREATE SEQUENCE changes;
ALTER TABLE events ADD COLUMN change bigint;
CREATE INDEX events_of_change ON events (change) WHERE change IS NOT NULL;

-- The audit trail is only ever added to. The application's role has no other right on it either
-- (domain/src/database/role.rs); this holds where that role could not be made.
CREATE FUNCTION keep_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are neither changed nor deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER keep_events BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION keep_events();

-- What a request that makes something was answered: sent again with its key, it is answered the same.
CREATE TABLE request_keys (
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    key text NOT NULL CHECK (length(key) BETWEEN 16 AND 64),
    -- SHA-256 of what was asked.
    content bytea NOT NULL CHECK (octet_length(content) = 32),
    answer jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX request_keys_age ON request_keys (created_at);

-- When the salon is open, on its clock; 24:00 is the end of a day. Shifts and closed days come with the calendar.
ALTER TABLE settings
    ADD COLUMN opens time NOT NULL DEFAULT '09:00',
    ADD COLUMN closes time NOT NULL DEFAULT '21:00' CHECK (closes > opens),
    -- The country that is meant by a phone without one.
    ADD COLUMN phone_code text NOT NULL DEFAULT '971' CHECK (phone_code ~ '^[1-9][0-9]{0,2}$');

CREATE INDEX bookings_trashed ON bookings (deleted_at DESC, id DESC) WHERE deleted_at IS NOT NULL;

-- A client's totals are kept by the database, like the salon's figures: exact, whoever changes a booking.
CREATE FUNCTION add_to_client(client bigint, status text, n integer, price bigint) RETURNS void LANGUAGE sql AS $$
    -- A statement of its own: the next one then sees what whoever held the row has done.
    SELECT FROM clients WHERE id = client FOR NO KEY UPDATE;
    UPDATE clients SET
        visits = visits + CASE status WHEN 'completed' THEN n ELSE 0 END,
        spent = spent + CASE status WHEN 'completed' THEN n * price ELSE 0 END,
        no_shows = no_shows + CASE status WHEN 'no_show' THEN n ELSE 0 END,
        last_visit_at = (
            SELECT max(b.datetime) FROM bookings b
            WHERE b.client_id = client AND b.deleted_at IS NULL AND b.status = 'completed')
    WHERE id = client
$$;

CREATE FUNCTION keep_client_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.status, OLD.price, OLD.client_id, OLD.datetime) = (NEW.status, NEW.price, NEW.client_id, NEW.datetime)
            AND OLD.deleted_at IS NOT DISTINCT FROM NEW.deleted_at
        THEN
            RETURN NULL;
        END IF;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.deleted_at IS NULL AND OLD.status IN ('completed', 'no_show') THEN
        PERFORM add_to_client(OLD.client_id, OLD.status, -1, OLD.price);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.deleted_at IS NULL AND NEW.status IN ('completed', 'no_show') THEN
        PERFORM add_to_client(NEW.client_id, NEW.status, 1, NEW.price);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_client_totals AFTER INSERT OR UPDATE OR DELETE ON bookings
    FOR EACH ROW EXECUTE FUNCTION keep_client_totals();

CREATE FUNCTION forget_client_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE clients SET visits = 0, spent = 0, no_shows = 0, last_visit_at = NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER totals_of_none AFTER TRUNCATE ON bookings
    FOR EACH STATEMENT EXECUTE FUNCTION forget_client_totals();

-- What was kept before was kept by nobody.
UPDATE clients c SET visits = b.visits, spent = b.spent, no_shows = b.no_shows, last_visit_at = b.last_visit_at
FROM (
    SELECT client_id, count(*) FILTER (WHERE status = 'completed') AS visits,
        coalesce(sum(price) FILTER (WHERE status = 'completed'), 0) AS spent,
        count(*) FILTER (WHERE status = 'no_show') AS no_shows,
        max(datetime) FILTER (WHERE status = 'completed') AS last_visit_at
    FROM bookings WHERE deleted_at IS NULL GROUP BY client_id
) b
WHERE b.client_id = c.id AND (c.visits, c.spent, c.no_shows) <> (b.visits, b.spent, b.no_shows);
