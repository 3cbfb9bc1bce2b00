-- Which version of its program each gateway runs, and what became of the newest update, as it has told itself.
CREATE TABLE fleet.program (
    gateway        text        PRIMARY KEY,
    sequence       bigint      NOT NULL DEFAULT 0,   -- known to be good; 0 while it has told none
    version        text        NOT NULL DEFAULT '',
    since          timestamptz,                      -- when it was known to be good
    tried_sequence bigint      NOT NULL,             -- 0 for a package that could not be believed
    tried_version  text        NOT NULL,
    state          text        NOT NULL CHECK (state IN ('fetched', 'trial', 'good', 'went-back', 'refused')),
    at             timestamptz NOT NULL,
    reason         text        NOT NULL DEFAULT '',  -- a short code of the gateway
    message        text        NOT NULL DEFAULT ''
);

CALL platform.guard_machine('fleet.program', 'gateway');
