-- Secret addresses under which calendars read the bookings of a room or of an account.
CREATE TABLE equipment.feed (
    token_sha256 text        PRIMARY KEY, -- the address itself is told once
    unit_id      uuid        NOT NULL,
    room_id      uuid,                    -- null: what the account has booked
    account_id   uuid        NOT NULL,    -- who made it
    made_at      timestamptz NOT NULL
);
CREATE INDEX feed_account ON equipment.feed (account_id);
CALL platform.guard_account('equipment.feed', 'account_id');

-- Bookings that the search for unused rooms has looked at.
ALTER TABLE equipment.booking ADD COLUMN looked_at timestamptz;
