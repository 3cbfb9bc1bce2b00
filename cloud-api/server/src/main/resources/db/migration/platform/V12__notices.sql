-- What somebody is told. Every account sees its own; whoever acts may tell somebody something.
CREATE TABLE platform.notice (
    id         uuid        PRIMARY KEY,
    account    uuid        NOT NULL,
    title_key  text        NOT NULL,
    body_key   text        NOT NULL,
    args       jsonb       NOT NULL,
    href       text        NOT NULL,
    weight     text        NOT NULL CHECK (weight IN ('NORMAL', 'IMPORTANT', 'URGENT')),
    dedupe     text,
    created_at timestamptz NOT NULL,
    read_at    timestamptz,
    next_at    timestamptz, -- when the next channel is tried; null when there is nothing more to try
    UNIQUE (account, dedupe)
);
CREATE INDEX notice_account ON platform.notice (account, created_at DESC);
CREATE INDEX notice_unread ON platform.notice (account) WHERE read_at IS NULL;
CREATE INDEX notice_due ON platform.notice (next_at) WHERE next_at IS NOT NULL;
CALL platform.guard_account('platform.notice', 'account');
CREATE POLICY telling ON platform.notice FOR INSERT WITH CHECK (true);

-- What became of a notice on a channel outside this program. Addresses are not kept here.
CREATE TABLE platform.notice_delivery (
    notice_id uuid        NOT NULL REFERENCES platform.notice ON DELETE CASCADE,
    channel   text        NOT NULL,
    state     text        NOT NULL CHECK (state IN ('WAITING', 'SENT', 'FAILED', 'SKIPPED')),
    attempts  int         NOT NULL,
    fault     text        NOT NULL,
    reference text        NOT NULL,
    cost      bigint      NOT NULL, -- đồng
    at        timestamptz NOT NULL,
    PRIMARY KEY (notice_id, channel)
);
CREATE INDEX notice_delivery_at ON platform.notice_delivery (at);
CALL platform.guard('platform.notice_delivery', 'false');
