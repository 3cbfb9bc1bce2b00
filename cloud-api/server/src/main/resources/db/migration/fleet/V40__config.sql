-- Configurations of gateways: the room file of each version, what became of it, and what runs.
CREATE TABLE fleet.config_version (
    gateway   text        NOT NULL,
    number    bigint      NOT NULL CHECK (number > 0),
    state     text        NOT NULL CHECK (state IN ('draft', 'sent', 'applied', 'refused', 'rolled-back')),
    body      text        NOT NULL CHECK (octet_length(body) <= 131072),
    sha256    text        NOT NULL,
    note      text        NOT NULL,             -- why, in words
    made_by   text        NOT NULL,
    made_at   timestamptz NOT NULL,
    sent_by   text,
    sent_at   timestamptz,
    ended_at  timestamptz,                      -- when the gateway said what became of it
    reason    text        NOT NULL DEFAULT '',  -- a short code of the gateway
    message   text        NOT NULL DEFAULT '',
    problems  jsonb       NOT NULL DEFAULT '[]',
    PRIMARY KEY (gateway, number),
    CHECK ((sent_by IS NULL) = (sent_at IS NULL)),
    CHECK ((state = 'draft') = (sent_at IS NULL))
);
-- One draft a gateway: two people who write at the same time see each other's.
CREATE UNIQUE INDEX config_draft ON fleet.config_version (gateway) WHERE state = 'draft';

-- The room file that a gateway runs, as it has told itself.
CREATE TABLE fleet.config_running (
    gateway text        PRIMARY KEY,
    version bigint      NOT NULL, -- 0 before the cloud sent one
    own     boolean     NOT NULL, -- changed in the room since that version
    sha256  text        NOT NULL,
    body    text        NOT NULL,
    at      timestamptz NOT NULL
);

CALL platform.guard_machine('fleet.config_version', 'gateway');
CALL platform.guard_machine('fleet.config_running', 'gateway');
