-- Readings of a minute, and of an hour, made from telemetry.reading. min, max and sum are of the readings that
-- have a value (quality good or uncertain) and null where none has. The key carries all columns, so a chart of
-- months reads the index alone, in which the minutes of one point lie together.
CREATE TABLE telemetry.minute (
    point_id  integer     NOT NULL,
    start     timestamptz NOT NULL,
    count     integer     NOT NULL, -- readings with a value
    uncertain integer     NOT NULL, -- of these, quality uncertain
    bad       integer     NOT NULL, -- readings without a value
    min       float8,
    max       float8,
    sum       float8,
    PRIMARY KEY (point_id, start) INCLUDE (count, uncertain, bad, min, max, sum)
) PARTITION BY RANGE (start); -- a UTC month each
CREATE INDEX minute_brin ON telemetry.minute USING brin (start) WITH (autosummarize = on);

CREATE TABLE telemetry.hour (
    point_id  integer     NOT NULL,
    start     timestamptz NOT NULL,
    count     bigint      NOT NULL,
    uncertain bigint      NOT NULL,
    bad       bigint      NOT NULL,
    min       float8,
    max       float8,
    sum       float8,
    minutes   smallint    NOT NULL CHECK (minutes BETWEEN 0 AND 60), -- minutes with a value
    PRIMARY KEY (point_id, start) INCLUDE (count, uncertain, bad, min, max, sum, minutes)
) PARTITION BY RANGE (start); -- a UTC year each

-- How far the minutes are made. A reading of an earlier time is late: its hour is noted in telemetry.late by the
-- transaction that writes it. raw_from, minutes_from: what is older was deleted, its time being over.
CREATE TABLE telemetry.rolled (
    only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    until        timestamptz NOT NULL,
    raw_from     timestamptz NOT NULL DEFAULT '2000-01-01 00:00Z',
    minutes_from timestamptz NOT NULL DEFAULT '2000-01-01 00:00Z'
);
COMMENT ON TABLE telemetry.rolled IS 'unguarded: moments that concern all points alike';
INSERT INTO telemetry.rolled (until) VALUES (date_bin('1 hour', now(), '2000-01-01 00:00Z'));

-- Pieces of time before rolled.until whose minutes are still to be made; none reaches over an hour's end.
CREATE TABLE telemetry.unrolled (
    since timestamptz PRIMARY KEY,
    until timestamptz NOT NULL CHECK (until > since)
);
COMMENT ON TABLE telemetry.unrolled IS 'unguarded: moments that concern all points alike';
INSERT INTO telemetry.unrolled (since, until)
SELECT h, h + interval '1 hour'
FROM (SELECT to_date(right(c.relname, 8), 'YYYYMMDD')::timestamp AT TIME ZONE 'UTC' AS day
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'telemetry.reading'::regclass) d,
     generate_series(d.day, d.day + interval '23 hours', interval '1 hour') h,
     telemetry.rolled r
WHERE h < r.until;

-- Hours of points in which readings came late: to be made anew. Appended only, a row for each transaction that
-- wrote such readings, so that taking one away never loses what another transaction notes meanwhile.
CREATE TABLE telemetry.late (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    point_id integer     NOT NULL,
    hour     timestamptz NOT NULL
);
CREATE INDEX late_hour ON telemetry.late (hour);
CREATE INDEX late_point ON telemetry.late (point_id, hour);

CALL platform.guard_parent('telemetry.minute', 'point_id', 'telemetry.point', 'id');
CALL platform.guard_parent('telemetry.hour', 'point_id', 'telemetry.point', 'id');
CALL platform.guard_parent('telemetry.late', 'point_id', 'telemetry.point', 'id');
