-- What other systems call the units, classes and people that came in with their rosters: by it a roster that comes in
-- again changes what it brought before. A sourced id may name a person; it is theirs, and goes when they are erased.
CREATE TABLE exchange.link (
    unit_id    uuid NOT NULL,   -- the unit that the roster was for
    source     text NOT NULL,   -- the other system, as the manifest calls it
    kind       text NOT NULL CHECK (kind IN ('orgs', 'classes', 'users')),
    sourced_id text NOT NULL,
    ours       uuid NOT NULL,
    PRIMARY KEY (unit_id, source, kind, sourced_id)
);
CREATE INDEX link_ours ON exchange.link (ours);
CALL platform.guard_unit('exchange.link', 'unit_id');
