-- Utilisation: what is counted a day, and what has to be counted again. Reference: docs/reference/utilisation.md.

CREATE SEQUENCE equipment.use_change;

-- Whose use is counted: a room of the register (gateway and device ''), or a device of a gateway in that room. Names
-- and kinds are those of the last count.
CREATE TABLE equipment.subject (
    id          integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id     uuid        NOT NULL,
    room        uuid        NOT NULL,
    gateway     text        NOT NULL,
    device      text        NOT NULL,
    room_code   text        NOT NULL,
    room_name   text        NOT NULL,
    room_kind   text        NOT NULL,
    device_kind text        NOT NULL, -- '' for a room
    profile     text        NOT NULL, -- its type; '' for a room
    name        jsonb       NOT NULL, -- of the device, by language
    watched     boolean     NOT NULL, -- whether anything ever told of its use
    fitted_from timestamptz,          -- from when to when the device was there, as it was counted last
    fitted_to   timestamptz,
    change      bigint      NOT NULL, -- grows with each subject and each day that is written
    UNIQUE (room, gateway, device)
);
CREATE INDEX subject_unit ON equipment.subject (unit_id);
CREATE INDEX subject_change ON equipment.subject (change);

-- What was counted of a subject on a local day. The arrays run in parallel, an element a slot (a period of the bell
-- times, or an hour); they are empty for a day that is not counted any more.
CREATE TABLE equipment.use_day (
    subject     integer    NOT NULL REFERENCES equipment.subject,
    day         date       NOT NULL,
    unit_id     uuid       NOT NULL,
    year        smallint   NOT NULL, -- in which the school year begins; 0 without a calendar
    term        smallint   NOT NULL, -- 0 outside of terms
    week        smallint   NOT NULL, -- in the school year; 0 where none is counted
    weekday     smallint   NOT NULL, -- 1 Monday to 7 Sunday, whose lessons are given
    slots       smallint[] NOT NULL,
    available   integer[]  NOT NULL, -- seconds
    booked      integer[]  NOT NULL,
    used        integer[]  NOT NULL,
    used_booked integer[]  NOT NULL,
    expected    integer[]  NOT NULL, -- minutes
    heard       integer[]  NOT NULL,
    change      bigint     NOT NULL,
    PRIMARY KEY (subject, day)
);
CREATE INDEX use_day_change ON equipment.use_day (change);

CALL platform.guard_unit('equipment.subject', 'unit_id');
CALL platform.guard_unit('equipment.use_day', 'unit_id');

-- Days that have to be counted again, of a room or of wherever a gateway stood. Written in the transaction of what
-- changes them, and deleted in the transaction that counts them; rows are never shared, so nobody waits for anybody.
CREATE TABLE equipment.stale_day (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room    uuid,
    gateway text,
    first   date NOT NULL,
    last    date NOT NULL CHECK (last >= first),
    CHECK ((room IS NULL) <> (gateway IS NULL))
);
CREATE INDEX stale_day_room ON equipment.stale_day (room);
COMMENT ON TABLE equipment.stale_day IS 'unguarded: ids of rooms and gateways and days, for the program alone';

-- Up to which moment all rooms were counted.
CREATE TABLE equipment.counted (
    one boolean     PRIMARY KEY DEFAULT true CHECK (one),
    to_time timestamptz NOT NULL
);
COMMENT ON TABLE equipment.counted IS 'unguarded: one moment';

CREATE INDEX use_interval_open ON equipment.use_interval (gateway, started_at) WHERE ended_at IS NULL;

-- The same a slot, for whoever looks with SQL.
CREATE VIEW equipment.use_slot WITH (security_invoker = true) AS
SELECT u.subject, u.unit_id, s.room, s.gateway, s.device, u.day, u.year, u.term, u.week, u.weekday,
       f.slot, f.available, f.booked, f.used, f.used_booked, f.expected, f.heard
FROM equipment.use_day u
JOIN equipment.subject s ON s.id = u.subject,
LATERAL unnest(u.slots, u.available, u.booked, u.used, u.used_booked, u.expected, u.heard)
    AS f (slot, available, booked, used, used_booked, expected, heard);
