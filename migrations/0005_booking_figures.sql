-- Counts and revenue by local day, master and status, kept exact by the database itself: no figure scans bookings.
--
-- Besides single days there are blocks of 8, 64 and 512 days, so that any period is the sum of a few dozen rows,
-- whether it is a week or three years. Blocks start at multiples of their length counted from 1970-01-01;
-- domain/src/period.rs cuts periods into the same blocks.
--
-- No row spans masters: writers of different masters never wait for each other, and whoever holds a master's lock
-- holds all figures that a change of that master's bookings touches.
CREATE TABLE booking_figures (
    span integer NOT NULL, -- days: 1, 8, 64 or 512
    first_day integer NOT NULL, -- days since 1970-01-01, local
    master_id bigint NOT NULL,
    currency text NOT NULL,
    pending integer NOT NULL DEFAULT 0,
    confirmed integer NOT NULL DEFAULT 0,
    arrived integer NOT NULL DEFAULT 0,
    completed integer NOT NULL DEFAULT 0,
    cancelled integer NOT NULL DEFAULT 0,
    no_show integer NOT NULL DEFAULT 0,
    revenue bigint NOT NULL DEFAULT 0, -- minor units; completed bookings only
    PRIMARY KEY (span, first_day, master_id, currency)
) WITH (fillfactor = 50); -- rows are updated over and over: room for heap-only updates

CREATE FUNCTION local_day(at timestamptz, zone text) RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE STRICT
    RETURN (at AT TIME ZONE zone)::date - date '1970-01-01';

-- Bookings entering (n > 0) or leaving (n < 0) the figures, and the money they bring or take.
CREATE TYPE figure_change AS (day integer, master_id bigint, currency text, status text, n integer, revenue bigint);

CREATE FUNCTION add_to_figures(changes figure_change[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO booking_figures AS f
        (span, first_day, master_id, currency, pending, confirmed, arrived, completed, cancelled, no_show, revenue)
    SELECT span, day - mod(day, span), master_id, currency,
        coalesce(sum(n) FILTER (WHERE status = 'pending'), 0),
        coalesce(sum(n) FILTER (WHERE status = 'confirmed'), 0),
        coalesce(sum(n) FILTER (WHERE status = 'arrived'), 0),
        coalesce(sum(n) FILTER (WHERE status = 'completed'), 0),
        coalesce(sum(n) FILTER (WHERE status = 'cancelled'), 0),
        coalesce(sum(n) FILTER (WHERE status = 'no_show'), 0),
        coalesce(sum(revenue) FILTER (WHERE status = 'completed'), 0)
    FROM (
        -- Changes of a booking that touch no figure cancel out here.
        SELECT day, master_id, currency, status, sum(n) AS n, sum(revenue) AS revenue
        FROM unnest(changes)
        GROUP BY day, master_id, currency, status
        HAVING sum(n) <> 0 OR sum(revenue) <> 0
    ) change, unnest(ARRAY[1, 8, 64, 512]) span
    GROUP BY span, day - mod(day, span), master_id, currency
    -- One order for all writers: no two of them can wait for each other in a circle.
    ORDER BY master_id, span, day - mod(day, span), currency
    ON CONFLICT (span, first_day, master_id, currency) DO UPDATE SET
        pending = f.pending + excluded.pending,
        confirmed = f.confirmed + excluded.confirmed,
        arrived = f.arrived + excluded.arrived,
        completed = f.completed + excluded.completed,
        cancelled = f.cancelled + excluded.cancelled,
        no_show = f.no_show + excluded.no_show,
        revenue = f.revenue + excluded.revenue
$$;

CREATE FUNCTION keep_booking_figures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    salon_zone text := (SELECT zone FROM settings);
    changes figure_change[] := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        changes := changes || ARRAY(
            SELECT (local_day(datetime, salon_zone), master_id, currency, status, -1, -price)::figure_change
            FROM removed WHERE deleted_at IS NULL);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        changes := changes || ARRAY(
            SELECT (local_day(datetime, salon_zone), master_id, currency, status, 1, price)::figure_change
            FROM added WHERE deleted_at IS NULL);
    END IF;
    PERFORM add_to_figures(changes);
    RETURN NULL;
END $$;
CREATE TRIGGER figures_of_new AFTER INSERT ON bookings
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_booking_figures();
CREATE TRIGGER figures_of_changed AFTER UPDATE ON bookings
    REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_booking_figures();
CREATE TRIGGER figures_of_gone AFTER DELETE ON bookings
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION keep_booking_figures();

CREATE FUNCTION forget_booking_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM booking_figures;
    RETURN NULL;
END $$;
CREATE TRIGGER figures_of_none AFTER TRUNCATE ON bookings
    FOR EACH STATEMENT EXECUTE FUNCTION forget_booking_figures();

-- After a bulk load, and when the salon moves to another zone: its local days are then others.
CREATE FUNCTION recount_booking_figures() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    salon_zone text := (SELECT zone FROM settings);
BEGIN
    LOCK TABLE bookings IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM booking_figures;
    PERFORM add_to_figures(ARRAY(
        SELECT (local_day(datetime, salon_zone), master_id, currency, status, count(*), sum(price))::figure_change
        FROM bookings WHERE deleted_at IS NULL
        GROUP BY local_day(datetime, salon_zone), master_id, currency, status));
END $$;

CREATE FUNCTION recount_on_new_zone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM recount_booking_figures();
    RETURN NULL;
END $$;
CREATE TRIGGER recount_on_new_zone AFTER UPDATE OF zone ON settings
    FOR EACH ROW WHEN (OLD.zone IS DISTINCT FROM NEW.zone) EXECUTE FUNCTION recount_on_new_zone();
