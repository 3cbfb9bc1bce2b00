-- Units of the school system and how they stand to each other at each date.
--
-- Who there is, and who oversees whom, is public within the system: everybody who acts reads the directory (units,
-- relations). Changing a row needs a right that reaches it, as everywhere. Days are half-open: a row holds from its
-- first day up to, and not on, its last one (dissolved, valid_to).
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE organisation.unit (
    id        uuid    PRIMARY KEY DEFAULT uuidv7(),
    code      text    NOT NULL UNIQUE,
    name      text    NOT NULL,
    name_en   text,
    kind      text    NOT NULL,
    levels    text[]  NOT NULL DEFAULT '{}',
    ownership text    NOT NULL DEFAULT 'public',
    founded   date,
    dissolved date    CHECK (dissolved > founded),
    phone     text,
    email     text,
    version   integer NOT NULL DEFAULT 1
);

CREATE TABLE organisation.relation (
    id         uuid    PRIMARY KEY DEFAULT uuidv7(),
    kind       text    NOT NULL CHECK (kind IN ('manages', 'oversees', 'merged-into')),
    from_unit  uuid    NOT NULL REFERENCES organisation.unit,
    to_unit    uuid    NOT NULL REFERENCES organisation.unit,
    valid_from date    NOT NULL,
    valid_to   date    CHECK (valid_to > valid_from),
    decision   text,
    version    integer NOT NULL DEFAULT 1,
    CHECK (from_unit <> to_unit),
    CHECK (kind <> 'merged-into' OR valid_to IS NULL),
    -- One unit is managed by one other at a time, and no relation stands twice.
    EXCLUDE USING gist (to_unit WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (kind = 'manages'),
    EXCLUDE USING gist (kind WITH =, from_unit WITH =, to_unit WITH =, daterange(valid_from, valid_to) WITH &&)
);
CREATE INDEX relation_from ON organisation.relation (from_unit);
CREATE INDEX relation_to ON organisation.relation (to_unit);

CALL platform.guard_unit('organisation.unit', 'id');
CREATE POLICY directory ON organisation.unit FOR SELECT USING ((SELECT platform.acting_account()) IS NOT NULL);

-- A relation is changed by whoever reaches both of its ends.
CALL platform.guard('organisation.relation',
    'from_unit IN (SELECT platform.visible_units()) AND to_unit IN (SELECT platform.visible_units())');
CREATE POLICY directory ON organisation.relation FOR SELECT USING ((SELECT platform.acting_account()) IS NOT NULL);

-- The unit above all others. Its office gives it its name.
INSERT INTO organisation.unit (id, code, name, name_en, kind) VALUES
    ('00000000-0000-7000-8000-000000000001', 'TP', 'Thành phố', 'City', 'city');
