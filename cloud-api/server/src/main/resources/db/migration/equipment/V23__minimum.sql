-- Minimum lists of equipment: what a school of a level must have by a circular. Kept by the city, read by all.
CREATE TABLE equipment.minimum_list (
    id         uuid        PRIMARY KEY DEFAULT uuidv7(),
    code       text        NOT NULL CHECK (code ~ '^[A-Z0-9][A-Z0-9.-]{0,29}$'),
    edition    integer     NOT NULL CHECK (edition BETWEEN 1 AND 9999), -- a list that changes gets another edition
    title      text        NOT NULL,
    source     text        NOT NULL,          -- the circular with its number and date, or that it is invented
    level      text        NOT NULL,          -- of schooling
    valid_from date        NOT NULL,
    valid_to   date        CHECK (valid_to > valid_from),
    unit_id    uuid        NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
    UNIQUE (code, edition)
);
CREATE TABLE equipment.minimum_line (
    list_id  uuid          NOT NULL REFERENCES equipment.minimum_list ON DELETE CASCADE,
    type_id  uuid          NOT NULL REFERENCES equipment.item_type,
    quantity numeric(9, 2) NOT NULL CHECK (quantity > 0),
    per      text          NOT NULL CHECK (per IN ('school', 'class', 'lab')),
    PRIMARY KEY (list_id, type_id)
);
CREATE INDEX minimum_line_type ON equipment.minimum_line (type_id);
CALL platform.guard_unit('equipment.minimum_list', 'unit_id');
CREATE POLICY catalogue ON equipment.minimum_list FOR SELECT USING ((SELECT platform.acting_account()) IS NOT NULL);
CALL platform.guard('equipment.minimum_line',
    'EXISTS (SELECT 1 FROM equipment.minimum_list l WHERE l.id = list_id AND l.unit_id IN (SELECT platform.visible_units()))');
CREATE POLICY catalogue ON equipment.minimum_line FOR SELECT USING ((SELECT platform.acting_account()) IS NOT NULL);
