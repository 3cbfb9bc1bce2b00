-- Reports of utilisation that a person signed off: what was asked, what the figures were, who stands for them. A row is
-- never changed; whether the figures are still the same is found out by asking again.
CREATE TABLE equipment.use_report (
    id         uuid        PRIMARY KEY DEFAULT uuidv7(),
    unit_id    uuid        NOT NULL,  -- of which it tells, with all below it
    title      text        NOT NULL,
    question   text        NOT NULL,  -- the parameters of GET /api/v1/utilisation
    figures    text        NOT NULL,  -- as they were, one group a line; what the hash is of
    names      text        NOT NULL,  -- of the groups then: key, tab, name, one a line
    sha256     text        NOT NULL,
    counted_to timestamptz,
    account    uuid        NOT NULL,  -- who signed
    signer     text        NOT NULL,
    role       text        NOT NULL,  -- code
    remark     text        NOT NULL,
    signed_at  timestamptz NOT NULL
);
CREATE INDEX use_report_unit ON equipment.use_report (unit_id, signed_at);
CALL platform.guard_unit('equipment.use_report', 'unit_id');
DO $$
DECLARE login text;
BEGIN
    FOR login IN SELECT rolname FROM pg_roles WHERE rolname IN (current_user || '_app', current_user || '_ingest') LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON equipment.use_report FROM %I', login);
    END LOOP;
END $$;
