-- What each gateway drives, as its newest inventory says. One gateway sits in one room.
CREATE TABLE fleet.gateway (
    id           text        PRIMARY KEY,
    room         text        NOT NULL,
    room_name    jsonb       NOT NULL,
    room_kind    text        NOT NULL,
    simulated    boolean     NOT NULL,
    first_seen   timestamptz NOT NULL,
    inventory_at timestamptz NOT NULL
);

-- A device that a later inventory no longer names keeps its row, for its history; removed_at says since when.
CREATE TABLE fleet.device (
    gateway    text        NOT NULL REFERENCES fleet.gateway,
    id         text        NOT NULL,
    position   int         NOT NULL,
    name       jsonb       NOT NULL,
    profile    text        NOT NULL,
    kind       text        NOT NULL,
    wire       text        NOT NULL,
    points     jsonb       NOT NULL,
    first_seen timestamptz NOT NULL,
    removed_at timestamptz,
    PRIMARY KEY (gateway, id)
);

-- The newest lifecycle state of each device, from device.state events. It may come before the first inventory.
CREATE TABLE fleet.device_state (
    gateway text        NOT NULL,
    device  text        NOT NULL,
    state   text        NOT NULL,
    reason  text        NOT NULL,
    next    jsonb       NOT NULL, -- what to do, by language
    at      timestamptz NOT NULL,
    PRIMARY KEY (gateway, device)
);

-- Alarms that stand now.
CREATE TABLE fleet.alarm (
    gateway   text        NOT NULL,
    alarm     text        NOT NULL,
    device    text        NOT NULL,
    severity  text        NOT NULL,
    message   jsonb       NOT NULL,
    action    jsonb       NOT NULL,
    raised_at timestamptz NOT NULL,
    PRIMARY KEY (gateway, alarm)
);

-- What happened lately, for the lists on the pages; the full record is the telemetry module's. Kept 90 days.
CREATE TABLE fleet.happening (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    gateway text        NOT NULL,
    device  text        NOT NULL,
    kind    text        NOT NULL,
    details jsonb       NOT NULL,
    at      timestamptz NOT NULL
);

CREATE INDEX happening_newest ON fleet.happening (gateway, at DESC, id DESC);

CALL platform.guard_machine('fleet.gateway', 'id');
CALL platform.guard_machine('fleet.device', 'gateway');
CALL platform.guard_machine('fleet.device_state', 'gateway');
CALL platform.guard_machine('fleet.alarm', 'gateway');
CALL platform.guard_machine('fleet.happening', 'gateway');
