-- One-time codes with which a new gateway gets its certificate. Of a code only its first part is kept as it is; the
-- rest is a keyed hash whose key the database does not hold.
CREATE TABLE fleet.claim (
    id           uuid        PRIMARY KEY DEFAULT uuidv7(),
    gateway      text        NOT NULL,
    unit_id      uuid        NOT NULL,
    handle       text        NOT NULL UNIQUE,
    secret_hash  bytea       NOT NULL,
    made_by      text        NOT NULL,
    made_at      timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL CHECK (expires_at > made_at),
    wrong        int         NOT NULL DEFAULT 0, -- tries with the right first part and a wrong rest
    withdrawn_at timestamptz,
    used_at      timestamptz,
    serial       text,                           -- of the certificate it gave
    CHECK ((used_at IS NULL) = (serial IS NULL))
);
CREATE INDEX claim_unit ON fleet.claim (unit_id, made_at);

-- Every certificate that the cloud's authority gave to a gateway. Rows stay, for the audit.
CREATE TABLE fleet.certificate (
    serial      text        PRIMARY KEY, -- hexadecimal
    gateway     text        NOT NULL,
    key_hash    bytea       NOT NULL,    -- SHA-256 of the public key
    not_before  timestamptz NOT NULL,
    not_after   timestamptz NOT NULL,
    content     bytea       NOT NULL,    -- DER
    revoked_at  timestamptz,
    reason      text,
    CHECK ((revoked_at IS NULL) = (reason IS NULL)),
    UNIQUE (gateway, key_hash)
);

CALL platform.guard_unit('fleet.claim', 'unit_id');
CALL platform.guard_machine('fleet.certificate', 'gateway');
