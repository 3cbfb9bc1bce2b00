-- Who in the room took care of an alarm and when, and the room's own steps. Guarded with the rest of the table.
ALTER TABLE fleet.alarm
    ADD COLUMN procedure       jsonb NOT NULL DEFAULT '{}', -- steps by language, one a line
    ADD COLUMN acknowledged_at timestamptz,
    ADD COLUMN acknowledged_by text; -- pin or card: what they had signed in with
