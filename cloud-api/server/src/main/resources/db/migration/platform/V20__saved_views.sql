-- Words as people look for and sort them, for every module; and the saved views of lists.

-- The Vietnamese alphabet, with numbers by their value: 6A2 before 6A10.
CREATE COLLATION platform.vi (provider = icu, locale = 'vi-u-kn-true');

-- A text without case and diacritics: 'dung' is found in 'Dũng', 'dao duc' in 'Đạo đức'.
CREATE FUNCTION platform.fold(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(translate(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd') COLLATE platform.vi);

-- The last word of a name, by which Vietnamese names are sorted.
CREATE FUNCTION platform.given_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN substring(name FROM '(\S+)\s*$');

-- A list in a state that somebody wants back. A shared one is seen by those who may see the list at its unit.
CREATE TABLE platform.saved_view (
    id         uuid        PRIMARY KEY,
    list       text        NOT NULL,
    name       text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    owner      uuid        NOT NULL,
    unit_id    uuid,
    shared     boolean     NOT NULL,
    state      text        NOT NULL CHECK (char_length(state) <= 2000),
    created_at timestamptz NOT NULL,
    CHECK (NOT shared OR unit_id IS NOT NULL)
);
CREATE INDEX saved_view_list ON platform.saved_view (list, owner);
CREATE INDEX saved_view_unit ON platform.saved_view (unit_id, list) WHERE shared;
CALL platform.guard('platform.saved_view',
    'owner = (SELECT platform.acting_account()) OR (shared AND unit_id IN (SELECT platform.visible_units()))');
