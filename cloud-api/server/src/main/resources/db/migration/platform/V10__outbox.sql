-- What modules tell each other. An event is written in its publisher's transaction; a moment later it gets its
-- position, in the order in which events of one key were committed, and each subscriber takes it from there.
CREATE TABLE platform.outbox (
    seq      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    position bigint      UNIQUE,
    at       timestamptz NOT NULL,
    type     text        NOT NULL,
    key      text        NOT NULL,
    unit_id  uuid        NOT NULL,
    payload  jsonb       NOT NULL
);
CREATE INDEX outbox_new ON platform.outbox (seq) WHERE position IS NULL;
-- Subscribers act as the program itself; whoever does something may tell of it.
CALL platform.guard('platform.outbox', 'false');
CREATE POLICY telling ON platform.outbox FOR INSERT WITH CHECK (true);

-- The last position given. It outlives the rows, so no position is given twice.
CREATE TABLE platform.outbox_end (position bigint NOT NULL);
INSERT INTO platform.outbox_end VALUES (0);
COMMENT ON TABLE platform.outbox_end IS 'unguarded: one number';

-- How far each subscriber is.
CREATE TABLE platform.event_cursor (
    subscriber text   PRIMARY KEY,
    position   bigint NOT NULL
);
COMMENT ON TABLE platform.event_cursor IS 'unguarded: names of parts of the program, and numbers';

-- Events that a subscriber could not take, and later ones of the same key, which wait behind them.
CREATE TABLE platform.event_parked (
    subscriber text        NOT NULL,
    position   bigint      NOT NULL REFERENCES platform.outbox (position),
    key        text        NOT NULL,
    attempts   int         NOT NULL,
    next_at    timestamptz NOT NULL,
    dead       boolean     NOT NULL,
    fault      text        NOT NULL,
    PRIMARY KEY (subscriber, position)
);
CREATE INDEX event_parked_key ON platform.event_parked (subscriber, key, position);
CREATE INDEX event_parked_position ON platform.event_parked (position);
CALL platform.guard('platform.event_parked', 'false');
