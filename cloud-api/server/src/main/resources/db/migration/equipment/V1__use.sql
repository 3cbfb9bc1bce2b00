-- A time in which a device, or the room (device ''), was in use by evidence. ended_at null: still in use.
CREATE TABLE equipment.use_interval (
    gateway    text        NOT NULL,
    use_id     text        NOT NULL,
    device     text        NOT NULL,
    evidence   text        NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    reason     text,
    PRIMARY KEY (gateway, use_id)
);

CREATE INDEX use_interval_time ON equipment.use_interval (gateway, device, started_at);

-- When rooms can be used, by weekday (1 Monday … 7 Sunday) and local time. Rows with gateway '' hold for every
-- room that has no rows of its own.
CREATE TABLE equipment.opening_period (
    gateway text NOT NULL,
    weekday int  NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    opens   time NOT NULL,
    closes  time NOT NULL CHECK (closes > opens),
    PRIMARY KEY (gateway, weekday, opens)
);

INSERT INTO equipment.opening_period (gateway, weekday, opens, closes)
SELECT '', weekday, '07:00', '17:30' FROM generate_series(1, 6) AS weekday;

CALL platform.guard_machine('equipment.use_interval', 'gateway');
CALL platform.guard('equipment.opening_period', 'gateway = '''' OR gateway IN (SELECT platform.visible_machines())');
