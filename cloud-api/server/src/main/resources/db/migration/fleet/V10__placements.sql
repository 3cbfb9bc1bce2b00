-- Where a gateway stood and stands: in which unit, and in which room of the unit's register. The row without an end
-- holds now; its number is the version of the gateway's place. platform.machine says the unit of today once more, for
-- the guards. Rows are the unit's: a school keeps the past of its rooms when a gateway moves on.
CREATE TABLE fleet.placement (
    gateway    text        NOT NULL,
    number     integer     NOT NULL CHECK (number > 0),
    unit_id    uuid        NOT NULL,
    room       uuid,                 -- of the organisation's register
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz CHECK (valid_to >= valid_from),
    PRIMARY KEY (gateway, number)
);
CREATE UNIQUE INDEX placement_now ON fleet.placement (gateway) WHERE valid_to IS NULL;
CREATE INDEX placement_room ON fleet.placement (room, valid_from);
CALL platform.guard_unit('fleet.placement', 'unit_id');
