-- How far each stream of each gateway is committed. Moved in the same transaction as the effect of
-- the entries, which makes every entry take effect exactly once.
CREATE TABLE telemetry.cursor (
    gateway   text   NOT NULL,
    stream    smallint NOT NULL CHECK (stream IN (0, 1)), -- 0 events, 1 telemetry
    seq       bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
    readings  bigint NOT NULL DEFAULT 0,  -- committed so far, for quick totals
    events    bigint NOT NULL DEFAULT 0,
    given_up  bigint NOT NULL DEFAULT 0,  -- entries that gaps of the gateway stand for
    set_aside bigint NOT NULL DEFAULT 0,
    moved_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gateway, stream)
);

CREATE TABLE telemetry.device (
    id      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    gateway text NOT NULL,
    device  text NOT NULL,
    UNIQUE (gateway, device)
);

-- A point that changes its unit becomes a new point here, so that no value is read in a wrong unit.
CREATE TABLE telemetry.point (
    id        integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id integer NOT NULL REFERENCES telemetry.device (id),
    point     text NOT NULL,
    unit      text NOT NULL,
    UNIQUE (device_id, point, unit)
);

CREATE TABLE telemetry.reason (
    id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text text NOT NULL UNIQUE
);

-- One row a reading, partitioned by UTC day. flags: bits 0-1 quality (0 good, 1 uncertain, 2 bad),
-- bit 2 simulated, bits 3-4 clock (0 synced, 1 holdover, 2 unsynced). value is NaN without a value.
-- No unique key on purpose: two readings of one microsecond are two readings; the cursor keeps
-- repeats out.
CREATE TABLE telemetry.reading (
    time     timestamptz NOT NULL,
    value    float8      NOT NULL,
    point_id integer     NOT NULL,
    flags    smallint    NOT NULL,
    reason   smallint
) PARTITION BY RANGE (time);

CREATE INDEX reading_brin ON telemetry.reading
    USING brin (time, point_id) WITH (pages_per_range = 16, autosummarize = on);

-- The newest value of each point, written behind the ingest every few seconds; the rows since then
-- are read from telemetry.reading when the cloud starts.
CREATE TABLE telemetry.latest (
    point_id integer PRIMARY KEY REFERENCES telemetry.point (id),
    time     timestamptz NOT NULL,
    value    float8      NOT NULL,
    flags    smallint    NOT NULL,
    reason   smallint
) WITH (fillfactor = 70);

-- Minutes in which a device gave at least one value.
CREATE TABLE telemetry.device_minute (
    device_id integer     NOT NULL REFERENCES telemetry.device (id),
    minute    timestamptz NOT NULL,
    PRIMARY KEY (device_id, minute)
);

CREATE TABLE telemetry.event (
    gateway   text        NOT NULL,
    seq       bigint      NOT NULL,
    at        timestamptz NOT NULL,
    device    text        NOT NULL,
    kind      text        NOT NULL,
    boot      integer     NOT NULL,
    clock     smallint    NOT NULL,
    simulated boolean     NOT NULL,
    details   jsonb       NOT NULL,
    PRIMARY KEY (gateway, seq)
);
CREATE INDEX event_device ON telemetry.event (gateway, device, kind, at);
CREATE INDEX event_kind ON telemetry.event (kind, at);

-- What a gateway had to give up, counted by it.
CREATE TABLE telemetry.gap (
    gateway   text        NOT NULL,
    stream    smallint    NOT NULL,
    first_seq bigint      NOT NULL,
    count     bigint      NOT NULL,
    from_time timestamptz,
    to_time   timestamptz,
    reason    text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (gateway, stream, first_seq)
);

-- Entries of kinds that this version does not know, as they came.
CREATE TABLE telemetry.unknown_entry (
    gateway text        NOT NULL,
    stream  smallint    NOT NULL,
    seq     bigint      NOT NULL,
    kind    integer     NOT NULL,
    at      timestamptz NOT NULL,
    cbor    bytea       NOT NULL,
    PRIMARY KEY (gateway, stream, seq)
);

-- Entries that could not take effect, with the reason. consumer is empty when the ingest itself
-- could not keep the entry.
CREATE TABLE telemetry.set_aside (
    gateway  text        NOT NULL,
    stream   smallint    NOT NULL,
    seq      bigint      NOT NULL,
    consumer text        NOT NULL,
    at       timestamptz NOT NULL,
    reason   text        NOT NULL,
    cbor     bytea       NOT NULL,
    PRIMARY KEY (gateway, stream, seq, consumer)
);

-- The last sign of life and the last state message of each gateway.
CREATE TABLE telemetry.gateway (
    gateway      text PRIMARY KEY,
    last_contact timestamptz,
    state        jsonb,
    state_at     timestamptz,
    config       jsonb
);

-- What a simulator says it sent, the newest report of each run.
CREATE TABLE telemetry.ledger (
    run         text PRIMARY KEY,
    started_at  timestamptz NOT NULL,
    as_of       timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    devices     jsonb       NOT NULL
);

CALL platform.guard_machine('telemetry.device', 'gateway');
CALL platform.guard_machine('telemetry.cursor', 'gateway');
CALL platform.guard_machine('telemetry.event', 'gateway');
CALL platform.guard_machine('telemetry.gap', 'gateway');
CALL platform.guard_machine('telemetry.unknown_entry', 'gateway');
CALL platform.guard_machine('telemetry.set_aside', 'gateway');
CALL platform.guard_machine('telemetry.gateway', 'gateway');
CALL platform.guard_parent('telemetry.point', 'device_id', 'telemetry.device', 'id');
CALL platform.guard_parent('telemetry.reading', 'point_id', 'telemetry.point', 'id');
CALL platform.guard_parent('telemetry.latest', 'point_id', 'telemetry.point', 'id');
CALL platform.guard_parent('telemetry.device_minute', 'device_id', 'telemetry.device', 'id');
-- What simulators report concerns no unit: for the program alone.
CALL platform.guard('telemetry.ledger', 'false');
COMMENT ON TABLE telemetry.reason IS 'unguarded: words that gateways of all units share';
