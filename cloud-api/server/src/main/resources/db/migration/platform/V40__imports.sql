-- Lists from files. A run belongs to the unit that it is for; its rows and its file are seen with it. All of it holds
-- personal data, so it is kept no longer than its use: see the code for the times.
CREATE TABLE platform.import_run (
    id             uuid        PRIMARY KEY DEFAULT uuidv7(),
    list           text        NOT NULL,
    unit_id        uuid        NOT NULL,
    account        uuid        NOT NULL,
    caller         text        NOT NULL,
    file_name      text        NOT NULL,
    file_kind      text        NOT NULL,
    state          text        NOT NULL,
    started_at     timestamptz NOT NULL,
    applied_at     timestamptz,
    undone_at      timestamptz,
    done_rows      integer     NOT NULL DEFAULT 0,
    new_rows       integer     NOT NULL DEFAULT 0,
    changed_rows   integer     NOT NULL DEFAULT 0,
    unchanged_rows integer     NOT NULL DEFAULT 0,
    wrong_rows     integer     NOT NULL DEFAULT 0,
    warned_rows    integer     NOT NULL DEFAULT 0,
    left_rows      integer     NOT NULL DEFAULT 0,
    headers        jsonb       NOT NULL DEFAULT '[]',
    notices        jsonb       NOT NULL DEFAULT '[]'
);
CREATE INDEX import_run_unit ON platform.import_run (unit_id, started_at);
CALL platform.guard_unit('platform.import_run', 'unit_id');

CREATE TABLE platform.import_file (
    run_id  uuid  PRIMARY KEY REFERENCES platform.import_run ON DELETE CASCADE,
    content bytea NOT NULL
);
CALL platform.guard_parent('platform.import_file', 'run_id', 'platform.import_run', 'id');

CREATE TABLE platform.import_row (
    run_id   uuid     NOT NULL REFERENCES platform.import_run ON DELETE CASCADE,
    part     smallint NOT NULL,
    row      integer  NOT NULL,
    outcome  text     NOT NULL,
    cells    jsonb    NOT NULL,
    was      jsonb    NOT NULL,
    faults   jsonb    NOT NULL,
    target   text,
    version  text,
    before   text,
    undone   text,
    PRIMARY KEY (run_id, part, row)
);
CREATE INDEX import_row_outcome ON platform.import_row (run_id, outcome, part, row);
CREATE INDEX import_row_target ON platform.import_row (target) WHERE target IS NOT NULL;
CALL platform.guard_parent('platform.import_row', 'run_id', 'platform.import_run', 'id');
