-- Contents of files, one a content, whoever put it there. They lie on disk below their hash.
CREATE TABLE platform.blob (
    sha256     bytea       PRIMARY KEY CHECK (octet_length(sha256) = 32),
    size       bigint      NOT NULL,
    media_type text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('UNSCANNED', 'PENDING', 'CLEAN', 'INFECTED')),
    scanned_at timestamptz,
    created_at timestamptz NOT NULL
);
CREATE INDEX blob_unscanned ON platform.blob (created_at) WHERE state IN ('UNSCANNED', 'PENDING');
COMMENT ON TABLE platform.blob IS 'unguarded: hashes and sizes; whose they are stands in platform.file';

-- Files: a name and an owner for a content. A file that was removed stays in the bin for a while.
CREATE TABLE platform.file (
    id         uuid        PRIMARY KEY,
    sha256     bytea       NOT NULL REFERENCES platform.blob,
    kind       text        NOT NULL,
    name       text        NOT NULL,
    size       bigint      NOT NULL,
    unit_id    uuid        NOT NULL,
    person_id  uuid,
    account    uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    removed_at timestamptz
);
CREATE INDEX file_sha256 ON platform.file (sha256);
CREATE INDEX file_unit ON platform.file (unit_id);
CREATE INDEX file_person ON platform.file (person_id);
CREATE INDEX file_removed ON platform.file (removed_at) WHERE removed_at IS NOT NULL;
CALL platform.guard_unit_or_person('platform.file', 'unit_id', 'person_id');

-- How much each unit has stored, the bin included.
CREATE TABLE platform.file_use (
    unit_id uuid   PRIMARY KEY,
    bytes   bigint NOT NULL
);
COMMENT ON TABLE platform.file_use IS 'unguarded: sums by unit';
