-- Persons. What identifies one is sealed with the person's own key (platform.vault_key); the tables *_clear show it to
-- searches and lists, are filled from the sealed rows, and stay out of backups. All ranges of dates are [from, to).

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE people.person (
    id          uuid        PRIMARY KEY DEFAULT uuidv7(),
    sealed      bytea,                              -- null: erased
    merged_into uuid        REFERENCES people.person,
    erased_at   timestamptz,
    simulated   boolean     NOT NULL DEFAULT false,
    version     bigint      NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    CHECK ((sealed IS NULL) = (erased_at IS NOT NULL))
);
CREATE INDEX person_merged ON people.person (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE people.person_clear (
    person_id   uuid  PRIMARY KEY REFERENCES people.person ON DELETE CASCADE,
    family_name text  NOT NULL,
    given_name  text  NOT NULL,
    folded      text  NOT NULL,                     -- full name without diacritics, each word after a space
    sort_key    bytea NOT NULL,                     -- ICU collation vi: given name, then family and middle names
    birth_date  date,
    sex         text
);
CREATE INDEX person_clear_sort ON people.person_clear (sort_key, person_id);
CREATE INDEX person_clear_twin ON people.person_clear (folded, birth_date);

CREATE TABLE people.membership (
    id         uuid   PRIMARY KEY DEFAULT uuidv7(),
    person_id  uuid   NOT NULL REFERENCES people.person DEFERRABLE INITIALLY DEFERRED,
    unit_id    uuid   NOT NULL,
    kind       text   NOT NULL,
    class_id   uuid,
    decision   text,
    valid_from date   NOT NULL,
    valid_to   date,
    version    bigint NOT NULL DEFAULT 1,
    CHECK (valid_to > valid_from)
);
CREATE INDEX membership_person ON people.membership (person_id);
CREATE INDEX membership_unit ON people.membership (unit_id, kind);
CREATE INDEX membership_class ON people.membership (class_id) WHERE class_id IS NOT NULL;

CREATE TABLE people.identifier (
    id         uuid   PRIMARY KEY DEFAULT uuidv7(),
    person_id  uuid   NOT NULL REFERENCES people.person,
    scheme     text   NOT NULL,
    sealed     bytea  NOT NULL,
    valid_from date   NOT NULL,
    valid_to   date,
    version    bigint NOT NULL DEFAULT 1,
    CHECK (valid_to > valid_from)
);
CREATE INDEX identifier_person ON people.identifier (person_id);

-- A keyed hash of the number; within its dates, a number of a scheme is one person's.
CREATE TABLE people.identifier_clear (
    identifier_id uuid      PRIMARY KEY REFERENCES people.identifier ON DELETE CASCADE,
    person_id     uuid      NOT NULL,
    scheme        text      NOT NULL,
    number_hash   bytea     NOT NULL,
    valid         daterange NOT NULL,
    CONSTRAINT identifier_taken EXCLUDE USING gist (scheme WITH =, number_hash WITH =, valid WITH &&)
);
CREATE INDEX identifier_clear_person ON people.identifier_clear (person_id);

CREATE TABLE people.guardian (
    id            uuid     PRIMARY KEY DEFAULT uuidv7(),
    person_id     uuid     NOT NULL REFERENCES people.person,
    guardian_id   uuid     NOT NULL REFERENCES people.person DEFERRABLE INITIALLY DEFERRED,
    relation      text     NOT NULL,
    legal         boolean  NOT NULL,
    contact_order smallint NOT NULL,
    valid_from    date     NOT NULL,
    valid_to      date,
    version       bigint   NOT NULL DEFAULT 1,
    CHECK (valid_to > valid_from),
    CHECK (person_id <> guardian_id)
);
CREATE INDEX guardian_person ON people.guardian (person_id);
CREATE INDEX guardian_guardian ON people.guardian (guardian_id);

-- Each answer is a row of its own; the last one holds.
CREATE TABLE people.consent (
    id           uuid        PRIMARY KEY DEFAULT uuidv7(),
    person_id    uuid        NOT NULL REFERENCES people.person,
    purpose      text        NOT NULL,
    text_version integer     NOT NULL,
    given        boolean     NOT NULL,
    by_person    uuid        REFERENCES people.person,
    channel      text        NOT NULL,
    at           timestamptz NOT NULL,
    recorded_by  uuid        NOT NULL,
    sealed       bytea                               -- a note in free text
);
CREATE INDEX consent_person ON people.consent (person_id, purpose, at);

CREATE TABLE people.verification (
    person_id  uuid        PRIMARY KEY REFERENCES people.person,
    state      text        NOT NULL,
    fields     text[]      NOT NULL DEFAULT '{}',
    source     text        NOT NULL,
    checked_at timestamptz NOT NULL
);
CREATE INDEX verification_state ON people.verification (state);

CREATE TABLE people.merge (
    id         uuid        PRIMARY KEY DEFAULT uuidv7(),
    survivor   uuid        NOT NULL REFERENCES people.person,
    merged     uuid        NOT NULL REFERENCES people.person,
    at         timestamptz NOT NULL,
    undo_until timestamptz NOT NULL,
    undone_at  timestamptz
);
CREATE INDEX merge_survivor ON people.merge (survivor);
CREATE INDEX merge_merged ON people.merge (merged);

-- Each row that a merge touched, as it was and as the merge left it; null: not there. Sealed columns stay sealed.
CREATE TABLE people.merge_row (
    merge_id  uuid  NOT NULL REFERENCES people.merge ON DELETE CASCADE,
    of_table  text  NOT NULL,
    row_key   uuid  NOT NULL,
    before    jsonb,
    after     jsonb,
    PRIMARY KEY (merge_id, of_table, row_key)
);

-- Who was erased when, by random id alone; a restored backup erases them again by it.
CREATE TABLE people.erasure (
    person_id uuid        PRIMARY KEY,
    at        timestamptz NOT NULL
);

-- A person is seen by the units that the person belongs to, for a year after leaving too (papers, transfers), by the
-- units of the children whose guardian the person is, and by whoever has the right for that very person.
CREATE FUNCTION people.seen(guarded text, person_column text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT format(
    '%2$I IN (SELECT platform.visible_persons()) OR EXISTS (SELECT 1 FROM people.membership m WHERE m.person_id = %1$s.%2$I
       AND (m.valid_to IS NULL OR m.valid_to > current_date - 365) AND m.unit_id IN (SELECT platform.visible_units()))
     OR EXISTS (SELECT 1 FROM people.guardian g JOIN people.membership m ON m.person_id = g.person_id
       WHERE g.guardian_id = %1$s.%2$I AND (m.valid_to IS NULL OR m.valid_to > current_date - 365)
       AND m.unit_id IN (SELECT platform.visible_units()))',
    guarded, person_column) $$;

CREATE PROCEDURE people.guard_person(guarded text, person_column text) LANGUAGE sql AS
$$ CALL platform.guard(guarded::regclass, people.seen(guarded, person_column)) $$;

CALL platform.guard_unit_or_person('people.membership', 'unit_id', 'person_id');
CALL platform.guard('people.guardian',
    'person_id IN (SELECT platform.visible_persons()) OR guardian_id IN (SELECT platform.visible_persons())
     OR EXISTS (SELECT 1 FROM people.membership m WHERE m.person_id = people.guardian.person_id
       AND (m.valid_to IS NULL OR m.valid_to > current_date - 365) AND m.unit_id IN (SELECT platform.visible_units()))');
-- A record that was merged into another is seen where that one is, so that old links lead on.
CALL platform.guard('people.person',
    people.seen('people.person', 'id') || ' OR ' || people.seen('people.person', 'merged_into'));
CALL people.guard_person('people.person_clear', 'person_id');
CALL people.guard_person('people.identifier', 'person_id');
CALL people.guard_person('people.identifier_clear', 'person_id');
CALL people.guard_person('people.consent', 'person_id');
CALL people.guard_person('people.verification', 'person_id');
CALL people.guard_person('people.merge', 'survivor');
CALL platform.guard_parent('people.merge_row', 'merge_id', 'people.merge', 'id');
CALL platform.guard('people.erasure', 'false');
