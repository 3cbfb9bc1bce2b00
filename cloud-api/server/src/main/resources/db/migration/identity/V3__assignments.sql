-- Who has which role where, from when to when, by which decision. valid_to: the first day without it; null while open.
-- ended_at: taken away at once, whatever the dates say. Rows are ended, never removed.
CREATE TABLE identity.assignment (
    id               uuid        PRIMARY KEY DEFAULT uuidv7(),
    account_id       uuid        NOT NULL REFERENCES identity.account ON DELETE CASCADE,
    role             text        NOT NULL,
    scope            text        NOT NULL CHECK (scope IN ('unit', 'self', 'children')),
    unit_id          uuid        NOT NULL,
    valid_from       date        NOT NULL,
    valid_to         date        CHECK (valid_to >= valid_from),
    decision         text        NOT NULL,
    assigned_by      uuid        NOT NULL,
    assigned_by_name text        NOT NULL,
    assigned_at      timestamptz NOT NULL,
    ended_at         timestamptz,
    ended_by_name    text,
    end_decision     text
);
CREATE INDEX assignment_account ON identity.assignment (account_id);
CREATE INDEX assignment_unit ON identity.assignment (unit_id);
CALL platform.guard('identity.assignment',
    'unit_id IN (SELECT platform.visible_units()) OR account_id = (SELECT platform.acting_account())');

-- A role taken for an emergency, for an hour at most.
CREATE TABLE identity.breakglass (
    id         uuid        PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid        NOT NULL REFERENCES identity.account ON DELETE CASCADE,
    name       text        NOT NULL,
    role       text        NOT NULL,
    unit_id    uuid        NOT NULL,
    reason     text        NOT NULL,
    started_at timestamptz NOT NULL,
    until      timestamptz NOT NULL CHECK (until <= started_at + interval '60 minutes'),
    ended_at   timestamptz
);
CREATE INDEX breakglass_account ON identity.breakglass (account_id, until);
CREATE INDEX breakglass_unit ON identity.breakglass (unit_id, started_at);
CALL platform.guard('identity.breakglass',
    'unit_id IN (SELECT platform.visible_units()) OR account_id = (SELECT platform.acting_account())');

-- Bearer tokens of the API. secret_hash: SHA-256 of the whole token, which is shown once.
CREATE TABLE identity.api_token (
    id           uuid        PRIMARY KEY DEFAULT uuidv7(),
    account_id   uuid        NOT NULL REFERENCES identity.account ON DELETE CASCADE,
    name         text        NOT NULL,
    prefix       text        NOT NULL,
    secret_hash  bytea       NOT NULL UNIQUE,
    rights       text[]      NOT NULL,
    unit_id      uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL CHECK (expires_at <= created_at + interval '366 days'),
    last_used_at timestamptz,
    revoked_at   timestamptz
);
CREATE INDEX api_token_account ON identity.api_token (account_id);
CALL platform.guard('identity.api_token',
    'unit_id IN (SELECT platform.visible_units()) OR account_id = (SELECT platform.acting_account())');
