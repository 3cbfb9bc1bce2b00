-- Where units are: sites with their position, buildings, rooms. Details of a unit, seen by those whose right reaches it.
CREATE TABLE organisation.site (
    id        uuid    PRIMARY KEY DEFAULT uuidv7(),
    unit_id   uuid    NOT NULL REFERENCES organisation.unit,
    name      text    NOT NULL,
    address   text,
    latitude  float8  CHECK (latitude BETWEEN -90 AND 90),     -- degrees, WGS 84
    longitude float8  CHECK (longitude BETWEEN -180 AND 180),
    main      boolean NOT NULL DEFAULT false,
    version   integer NOT NULL DEFAULT 1,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    UNIQUE (id, unit_id)
);
CREATE INDEX site_unit ON organisation.site (unit_id);
CREATE UNIQUE INDEX site_main ON organisation.site (unit_id) WHERE main;

CREATE TABLE organisation.building (
    id      uuid     PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid     NOT NULL,
    site_id uuid     NOT NULL,
    code    text     NOT NULL,
    name    text     NOT NULL,
    floors  smallint NOT NULL CHECK (floors BETWEEN 1 AND 99),
    version integer  NOT NULL DEFAULT 1,
    UNIQUE (unit_id, code),
    UNIQUE (id, unit_id),
    FOREIGN KEY (site_id, unit_id) REFERENCES organisation.site (id, unit_id)
);
CREATE INDEX building_site ON organisation.building (site_id);

CREATE TABLE organisation.room (
    id          uuid     PRIMARY KEY DEFAULT uuidv7(),
    unit_id     uuid     NOT NULL,
    building_id uuid     NOT NULL,
    code        text     NOT NULL,
    name        text     NOT NULL,
    kind        text     NOT NULL,
    floor       smallint NOT NULL,
    capacity    smallint CHECK (capacity BETWEEN 0 AND 5000),       -- people
    area        numeric(7, 2) CHECK (area > 0),                     -- m²
    version     integer  NOT NULL DEFAULT 1,
    UNIQUE (unit_id, code),
    FOREIGN KEY (building_id, unit_id) REFERENCES organisation.building (id, unit_id)
);
CREATE INDEX room_building ON organisation.room (building_id);

CALL platform.guard_unit('organisation.site', 'unit_id');
CALL platform.guard_unit('organisation.building', 'unit_id');
CALL platform.guard_unit('organisation.room', 'unit_id');
