-- The school year of a unit, kept and read as a whole. The city's is the template that schools start from; everybody
-- who acts reads it.
CREATE TABLE organisation.calendar (
    id       uuid     PRIMARY KEY DEFAULT uuidv7(),
    unit_id  uuid     NOT NULL REFERENCES organisation.unit,
    year     smallint NOT NULL CHECK (year BETWEEN 1945 AND 2200), -- in which it begins
    starts   date     NOT NULL,
    ends     date     NOT NULL,                                    -- the last day
    weekdays smallint[] NOT NULL,                                  -- days of lessons, 1 Monday to 7 Sunday
    version  integer  NOT NULL DEFAULT 1,
    UNIQUE (unit_id, year),
    CHECK (ends > starts)
);

CREATE TABLE organisation.term (
    calendar_id uuid     NOT NULL REFERENCES organisation.calendar ON DELETE CASCADE,
    number      smallint NOT NULL,
    starts      date     NOT NULL,
    ends        date     NOT NULL, -- the last day
    PRIMARY KEY (calendar_id, number),
    CHECK (ends >= starts)
);

CREATE TABLE organisation.holiday (
    calendar_id uuid NOT NULL REFERENCES organisation.calendar ON DELETE CASCADE,
    starts      date NOT NULL,
    ends        date NOT NULL, -- the last day
    name        text NOT NULL,
    name_en     text,
    PRIMARY KEY (calendar_id, starts),
    CHECK (ends >= starts)
);

CREATE TABLE organisation.period (
    calendar_id uuid     NOT NULL REFERENCES organisation.calendar ON DELETE CASCADE,
    shift       text     NOT NULL CHECK (shift IN ('morning', 'afternoon', 'evening')),
    number      smallint NOT NULL CHECK (number BETWEEN 1 AND 20),
    starts      time     NOT NULL,
    ends        time     NOT NULL,
    PRIMARY KEY (calendar_id, shift, number),
    CHECK (ends > starts)
);

CALL platform.guard_unit('organisation.calendar', 'unit_id');
CREATE POLICY template ON organisation.calendar FOR SELECT
    USING (unit_id = '00000000-0000-7000-8000-000000000001' AND (SELECT platform.acting_account()) IS NOT NULL);
CALL platform.guard('organisation.term',
    'EXISTS (SELECT 1 FROM organisation.calendar c WHERE c.id = calendar_id AND c.unit_id IN (SELECT platform.visible_units()))');
CREATE POLICY template ON organisation.term FOR SELECT
    USING (EXISTS (SELECT 1 FROM organisation.calendar c WHERE c.id = calendar_id));
CALL platform.guard('organisation.holiday',
    'EXISTS (SELECT 1 FROM organisation.calendar c WHERE c.id = calendar_id AND c.unit_id IN (SELECT platform.visible_units()))');
CREATE POLICY template ON organisation.holiday FOR SELECT
    USING (EXISTS (SELECT 1 FROM organisation.calendar c WHERE c.id = calendar_id));
CALL platform.guard('organisation.period',
    'EXISTS (SELECT 1 FROM organisation.calendar c WHERE c.id = calendar_id AND c.unit_id IN (SELECT platform.visible_units()))');
CREATE POLICY template ON organisation.period FOR SELECT
    USING (EXISTS (SELECT 1 FROM organisation.calendar c WHERE c.id = calendar_id));
