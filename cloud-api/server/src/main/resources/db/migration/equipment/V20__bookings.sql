-- Bookings of rooms and items. The database itself refuses two that hold one thing at one time.

-- A range over ids, of one id each, so that an exclusion needs no extension: "the same id" is "ranges that meet".
CREATE TYPE equipment.uuid_range AS RANGE (subtype = uuid);

CREATE TABLE equipment.booking (
    id        uuid        PRIMARY KEY DEFAULT uuidv7(),
    unit_id   uuid        NOT NULL,             -- the school
    room_id   uuid,                             -- of the organisation's register
    item_id   uuid,                             -- of this module's register
    span      tstzrange   NOT NULL CHECK (NOT isempty(span) AND NOT lower_inf(span) AND NOT upper_inf(span)
                                          AND lower_inc(span) AND NOT upper_inc(span)),
    state     text        NOT NULL DEFAULT 'booked' CHECK (state IN ('booked', 'cancelled', 'released')),
    booked_by uuid        NOT NULL,             -- an account
    booker    text        NOT NULL,             -- its name, as it was then
    person_id uuid,                             -- whose account it was
    purpose   text        NOT NULL DEFAULT '',
    subject   text        NOT NULL DEFAULT '',  -- code of the subject that is taught; empty where none is
    series_id uuid,                             -- of one that is repeated each week
    booked_at timestamptz NOT NULL DEFAULT now(),
    ended_at  timestamptz,                      -- when it was cancelled or released
    ended_by  text,                             -- the name of who cancelled it
    CHECK (num_nonnulls(room_id, item_id) = 1),
    CHECK ((state = 'booked') = (ended_at IS NULL)),
    CONSTRAINT booking_room_free EXCLUDE USING gist
        (equipment.uuid_range(room_id, room_id, '[]') WITH &&, span WITH &&)
        WHERE (state = 'booked' AND room_id IS NOT NULL),
    CONSTRAINT booking_item_free EXCLUDE USING gist
        (equipment.uuid_range(item_id, item_id, '[]') WITH &&, span WITH &&)
        WHERE (state = 'booked' AND item_id IS NOT NULL)
);
CREATE INDEX booking_unit ON equipment.booking (unit_id, lower(span));
CREATE INDEX booking_room ON equipment.booking (room_id, lower(span)) WHERE room_id IS NOT NULL;
CREATE INDEX booking_item ON equipment.booking (item_id, lower(span)) WHERE item_id IS NOT NULL;
CREATE INDEX booking_series ON equipment.booking (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX booking_booker ON equipment.booking (booked_by, lower(span));

CALL platform.guard_unit('equipment.booking', 'unit_id');
