-- Sessions named a role of the demo before there were accounts.
DROP TABLE identity.session;

-- Whoever may sign in. unit_id: the unit whose IT officer looks after the account.
CREATE TABLE identity.account (
    id          uuid        PRIMARY KEY DEFAULT uuidv7(),
    login       text        NOT NULL UNIQUE,
    name        text        NOT NULL,
    person_id   uuid        UNIQUE,
    unit_id     uuid        NOT NULL,
    state       text        NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'locked', 'disabled')),
    language    text        NOT NULL DEFAULT 'vi' CHECK (language IN ('vi', 'en')),
    demo        boolean     NOT NULL DEFAULT false,
    must_change boolean     NOT NULL DEFAULT true,
    logins      integer     NOT NULL DEFAULT 0,
    sso_name    text        UNIQUE,
    sso_subject text        UNIQUE,
    created_at  timestamptz NOT NULL,
    version     bigint      NOT NULL DEFAULT 1
);
CREATE INDEX account_unit ON identity.account (unit_id);
CALL platform.guard('identity.account',
    'unit_id IN (SELECT platform.visible_units()) OR id = (SELECT platform.acting_account())');

-- Secrets, and what stands for them, are the program's own: no caller's scope shows them.
CREATE TABLE identity.password (
    account_id uuid        PRIMARY KEY REFERENCES identity.account ON DELETE CASCADE,
    hash       text        NOT NULL,
    changed_at timestamptz NOT NULL
);
CALL platform.guard('identity.password', 'false');

-- A code that opens the account once, to set a password. hash: SHA-256 over the account's id and the code.
CREATE TABLE identity.one_time_code (
    account_id uuid        PRIMARY KEY REFERENCES identity.account ON DELETE CASCADE,
    hash       bytea       NOT NULL,
    expires_at timestamptz NOT NULL
);
CALL platform.guard('identity.one_time_code', 'false');

-- A signed-in browser. The cookie holds a random id, this table its SHA-256: a copy of the table opens nothing.
-- second_factor: whether this sign-in showed two factors. fresh_at: when its person last proved who they are.
CREATE TABLE identity.session (
    id_hash       bytea       PRIMARY KEY,
    id            uuid        NOT NULL UNIQUE DEFAULT uuidv7(),
    account_id    uuid        NOT NULL REFERENCES identity.account ON DELETE CASCADE,
    method        text        NOT NULL CHECK (method IN ('demo', 'password', 'passkey', 'sso')),
    second_factor boolean     NOT NULL,
    source        text        NOT NULL,
    device        text        NOT NULL,
    created_at    timestamptz NOT NULL,
    seen_at       timestamptz NOT NULL,
    fresh_at      timestamptz NOT NULL
);
CREATE INDEX session_seen_at ON identity.session (seen_at);
CREATE INDEX session_account ON identity.session (account_id);
CALL platform.guard_parent('identity.session', 'account_id', 'identity.account', 'id');

-- Time-based codes. secret: 20 random bytes. last_step: the newest time step whose code was taken, so that none is
-- taken twice.
CREATE TABLE identity.totp (
    account_id   uuid        PRIMARY KEY REFERENCES identity.account ON DELETE CASCADE,
    secret       bytea       NOT NULL,
    last_step    bigint      NOT NULL DEFAULT 0,
    confirmed_at timestamptz
);
CALL platform.guard('identity.totp', 'false');

CREATE TABLE identity.recovery_code (
    account_id uuid  NOT NULL REFERENCES identity.account ON DELETE CASCADE,
    hash       bytea NOT NULL,
    PRIMARY KEY (account_id, hash)
);
CALL platform.guard('identity.recovery_code', 'false');

-- Public keys of WebAuthn credentials.
CREATE TABLE identity.passkey (
    id            uuid        PRIMARY KEY DEFAULT uuidv7(),
    account_id    uuid        NOT NULL REFERENCES identity.account ON DELETE CASCADE,
    credential    bytea       NOT NULL UNIQUE,
    public_key    bytea       NOT NULL,
    sign_count    bigint      NOT NULL,
    name          text        NOT NULL,
    created_at    timestamptz NOT NULL,
    used_at       timestamptz
);
CREATE INDEX passkey_account ON identity.passkey (account_id);
CALL platform.guard_account('identity.passkey', 'account_id');

-- What the server must remember between two steps of a sign-in: taken out once, or forgotten in minutes.
CREATE TABLE identity.ceremony (
    id_hash    bytea       PRIMARY KEY,
    kind       text        NOT NULL,
    account_id uuid        REFERENCES identity.account ON DELETE CASCADE,
    state      text        NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ceremony_expires ON identity.ceremony (expires_at);
CALL platform.guard('identity.ceremony', 'false');
