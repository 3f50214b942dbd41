-- The events that people are notified of once they can no longer be undone.
ALTER TABLE untold RENAME TO pending_events;
ALTER INDEX untold_pkey RENAME TO pending_events_pkey;
ALTER INDEX untold_due RENAME TO pending_events_due;
