-- What schools own: types of equipment, single items and lots of them, where they are, who keeps them, how they are.
CREATE TABLE equipment.item_type (
    id      uuid    PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid    NOT NULL,              -- the city's are everybody's, a school's are its own
    code    text    NOT NULL CHECK (code ~ '^[A-Z0-9][A-Z0-9.-]{0,29}$'),
    name    text    NOT NULL,
    name_en text,
    measure text    NOT NULL,              -- what is counted: cái, bộ, chiếc
    subject text    NOT NULL,              -- code; 'shared' for what serves several
    version integer NOT NULL DEFAULT 1,
    UNIQUE (unit_id, code)
);
CALL platform.guard_unit('equipment.item_type', 'unit_id');
CREATE POLICY catalogue ON equipment.item_type FOR SELECT
    USING (unit_id = '00000000-0000-7000-8000-000000000001' AND (SELECT platform.acting_account()) IS NOT NULL);

CREATE TABLE equipment.item (
    id        uuid    PRIMARY KEY DEFAULT uuidv7(),
    unit_id   uuid    NOT NULL,
    type_id   uuid    NOT NULL REFERENCES equipment.item_type,
    code      text    NOT NULL UNIQUE CHECK (code ~ '^[0-9BCGHKLMNPQT]{8}$'), -- of its label
    number    text    NOT NULL DEFAULT '',  -- the school's own
    name      text    NOT NULL DEFAULT '',  -- make and model
    serial    text    NOT NULL DEFAULT '',
    quantity  integer NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 100000), -- pieces under one label
    tag       text,                         -- hash of its RFID tag, as a reader's events bear it
    room_id   uuid,
    custodian uuid,                         -- a person
    value     bigint  CHECK (value >= 0),   -- đồng, of all pieces together
    funding   text,
    acquired  date,
    state     text    NOT NULL DEFAULT 'working'
                      CHECK (state IN ('working', 'to-repair', 'in-repair', 'lost', 'disposed')),
    gateway   text,
    device    text,                         -- on the wire: its use is the item's
    note      text    NOT NULL DEFAULT '',
    version   integer NOT NULL DEFAULT 1,
    CHECK ((gateway IS NULL) = (device IS NULL))
);
CREATE UNIQUE INDEX item_number ON equipment.item (unit_id, number) WHERE number <> '';
CREATE UNIQUE INDEX item_tag ON equipment.item (tag) WHERE tag IS NOT NULL;
CREATE UNIQUE INDEX item_device ON equipment.item (gateway, device) WHERE gateway IS NOT NULL;
CREATE INDEX item_unit ON equipment.item (unit_id, type_id);
CREATE INDEX item_of_type ON equipment.item (type_id);
CREATE INDEX item_room ON equipment.item (room_id) WHERE room_id IS NOT NULL;
CREATE INDEX item_custodian ON equipment.item (custodian) WHERE custodian IS NOT NULL;
CALL platform.guard_unit('equipment.item', 'unit_id');

CREATE TABLE equipment.item_state (
    item_id  uuid        NOT NULL REFERENCES equipment.item ON DELETE CASCADE,
    noted_at timestamptz NOT NULL,
    state    text        NOT NULL,
    reason   text        NOT NULL DEFAULT '',
    noted_by text        NOT NULL,
    PRIMARY KEY (item_id, noted_at)
);
CALL platform.guard_parent('equipment.item_state', 'item_id', 'equipment.item', 'id');

CREATE TABLE equipment.item_document (
    item_id  uuid        NOT NULL REFERENCES equipment.item ON DELETE CASCADE,
    file_id  uuid        NOT NULL,
    added_at timestamptz NOT NULL,
    added_by text        NOT NULL,
    PRIMARY KEY (item_id, file_id)
);
CALL platform.guard_parent('equipment.item_document', 'item_id', 'equipment.item', 'id');

ALTER TABLE equipment.booking ADD FOREIGN KEY (item_id) REFERENCES equipment.item;
