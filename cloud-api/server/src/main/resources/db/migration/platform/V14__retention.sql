-- How long a class of data is kept, where somebody decided otherwise than the program does; and what went last.
CREATE TABLE platform.retention (
    name       text        PRIMARY KEY,
    days       int         CHECK (days > 0),
    ran_at     timestamptz,
    last_count bigint      NOT NULL DEFAULT 0,
    fault      text        NOT NULL DEFAULT ''
);
COMMENT ON TABLE platform.retention IS 'unguarded: names of classes of data, and numbers';
