-- Who did what to what, when. Rows are added and read, never changed.
CREATE TABLE platform.audit (
    seq        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    account    uuid        NOT NULL,
    caller     text        NOT NULL,
    right_used text        NOT NULL,
    action     text        NOT NULL,
    kind       text        NOT NULL,
    subject    text        NOT NULL,
    unit_id    uuid        NOT NULL,
    details    jsonb       NOT NULL
);
CREATE INDEX audit_subject ON platform.audit (kind, subject, seq);
CREATE INDEX audit_unit ON platform.audit (unit_id, seq);
CALL platform.guard_unit('platform.audit', 'unit_id');
