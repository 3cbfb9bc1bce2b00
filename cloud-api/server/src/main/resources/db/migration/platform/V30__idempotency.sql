-- Requests that were sent with an idempotency key, and what was answered: kept for 24 hours, so that sending one again
-- does nothing twice. An answer may hold personal data: only the account that got it sees it, and no backup keeps it.
CREATE TABLE platform.idempotency (
    account      uuid        NOT NULL,
    key          text        NOT NULL,
    route        text        NOT NULL,
    request_hash bytea       NOT NULL,
    started_at   timestamptz NOT NULL,
    answered_at  timestamptz,
    -- Null while the first request runs, and where the answer is not kept.
    status       smallint,
    headers      jsonb,
    body         bytea,
    PRIMARY KEY (account, key)
);
CREATE INDEX idempotency_started ON platform.idempotency (started_at);
CALL platform.guard_account('platform.idempotency', 'account');
