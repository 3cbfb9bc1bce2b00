-- Where an account's owner is reached by mail: an address that they confirmed themselves. Whoever holds the mailbox can
-- set a new password, so nobody else writes it, not even those who look after the account.
CREATE TABLE identity.mail_address (
    account_id   uuid        PRIMARY KEY REFERENCES identity.account ON DELETE CASCADE,
    address      text        NOT NULL,
    confirmed_at timestamptz NOT NULL
);
CREATE INDEX mail_address_address ON identity.mail_address (address);
CALL platform.guard('identity.mail_address', 'false');

-- A code that was sent by mail: to set a new password, or to confirm an address. hash: SHA-256. One of a kind at a time.
CREATE TABLE identity.mail_code (
    account_id uuid        NOT NULL REFERENCES identity.account ON DELETE CASCADE,
    kind       text        NOT NULL CHECK (kind IN ('reset', 'address')),
    hash       bytea       NOT NULL UNIQUE,
    address    text        NOT NULL,
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, kind)
);
CALL platform.guard('identity.mail_code', 'false');

-- Who came in, went out, or failed to come in. account_id: null where the name that was typed is nobody's; what was
-- typed is kept nowhere, for it may be a password. device: what the browser said of itself, or the token's name.
CREATE TABLE identity.sign_in (
    id            uuid        PRIMARY KEY DEFAULT uuidv7(),
    account_id    uuid        REFERENCES identity.account ON DELETE CASCADE,
    at            timestamptz NOT NULL,
    what          text        NOT NULL CHECK (what IN ('entered', 'failed', 'left', 'token')),
    method        text        NOT NULL,
    second_factor boolean     NOT NULL,
    source        text        NOT NULL,
    device        text        NOT NULL
);
CREATE INDEX sign_in_account ON identity.sign_in (account_id, at);
CREATE INDEX sign_in_at ON identity.sign_in USING brin (at);
CALL platform.guard_account('identity.sign_in', 'account_id');
