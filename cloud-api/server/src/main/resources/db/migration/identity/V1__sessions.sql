-- A signed-in browser. The cookie holds a random id, this table its SHA-256: a copy of the table opens nothing.
CREATE TABLE identity.session (
    id_hash    bytea       PRIMARY KEY,
    role       text        NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL
);

CREATE INDEX session_seen_at ON identity.session (seen_at);
COMMENT ON TABLE identity.session IS 'unguarded: read before anybody is known, by the hash of a secret alone';
