-- Classes of a school in a school year. Who is in a class is the records module's.
CREATE TABLE organisation.school_class (
    id       uuid     PRIMARY KEY DEFAULT uuidv7(),
    unit_id  uuid     NOT NULL REFERENCES organisation.unit,
    year     smallint NOT NULL CHECK (year BETWEEN 1945 AND 2200), -- in which the school year begins
    grade    smallint NOT NULL CHECK (grade BETWEEN -3 AND 12),    -- -3 nursery, -2, -1, 0 preschool, 1 to 12
    name     text     NOT NULL,
    homeroom uuid,                                                 -- a person
    version  integer  NOT NULL DEFAULT 1,
    UNIQUE (unit_id, year, name)
);
CALL platform.guard_unit('organisation.school_class', 'unit_id');
