-- Who did what to what, when. Rows are added and read, never changed.
--
-- Each row bears a MAC that the program makes with a key outside the database, and gets its place in one chain when
-- its transaction commits: hash = SHA-256(hash before it || the row in canonical form). See decision 074.
CREATE TABLE platform.audit (
    seq        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         uuid        NOT NULL UNIQUE, -- no row can be played in twice
    at         timestamptz NOT NULL,
    account    uuid        NOT NULL,
    caller     text        NOT NULL,
    right_used text        NOT NULL,
    action     text        NOT NULL,
    kind       text        NOT NULL,
    subject    text        NOT NULL,
    unit_id    uuid        NOT NULL,
    details    json        NOT NULL, -- json keeps the very text that the MAC covers; jsonb would rewrite it
    mac        bytea       NOT NULL
);
CREATE INDEX audit_subject ON platform.audit (kind, subject, seq);
CREATE INDEX audit_unit ON platform.audit (unit_id, seq);
CREATE INDEX audit_at ON platform.audit USING brin (at);
CALL platform.guard_unit('platform.audit', 'unit_id');
-- What is done is noted, whoever does it and wherever it belongs; only reading is kept to the scope.
CREATE POLICY noting ON platform.audit FOR INSERT WITH CHECK (true);

-- The chain: positions without a hole, in the order of the commits.
CREATE TABLE platform.audit_link (
    position bigint PRIMARY KEY,
    seq      bigint NOT NULL UNIQUE,
    hash     bytea  NOT NULL CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE platform.audit_link IS 'unguarded: hashes and numbers, from which no row can be read';

-- Where the chain begins after old rows were deleted at the end of their retention: the last of them.
CREATE TABLE platform.audit_cut (
    position bigint      PRIMARY KEY,
    hash     bytea       NOT NULL,
    at       timestamptz NOT NULL,
    mac      bytea       NOT NULL
);
COMMENT ON TABLE platform.audit_cut IS 'unguarded: hashes and numbers, from which no row can be read';

-- A field with its length in bytes before it, so that two rows never have the same canonical form.
CREATE FUNCTION platform.framed(field text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT octet_length(convert_to(field, 'UTF8')) || ':' || field || ',' $$;

CREATE FUNCTION platform.audit_form(r platform.audit) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT platform.framed(r.seq::text) || platform.framed(r.id::text)
       || platform.framed(((extract(epoch FROM r.at) * 1000000)::bigint)::text) || platform.framed(r.account::text)
       || platform.framed(r.caller) || platform.framed(r.right_used) || platform.framed(r.action)
       || platform.framed(r.kind) || platform.framed(r.subject) || platform.framed(r.unit_id::text)
       || platform.framed(r.details::text) || platform.framed(encode(r.mac, 'hex')) $$;

-- Runs when the transaction commits, so the lock on the chain's end is held for the length of a commit alone.
CREATE FUNCTION platform.link_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    last_position bigint;
    last_hash     bytea;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'audited changes need the isolation level READ COMMITTED, or the end of the chain is not seen';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('khue audit chain', 0));
    SELECT l.position, l.hash INTO last_position, last_hash FROM platform.audit_link l ORDER BY l.position DESC LIMIT 1;
    IF NOT FOUND THEN
        SELECT c.position, c.hash INTO last_position, last_hash FROM platform.audit_cut c ORDER BY c.position DESC LIMIT 1;
    END IF;
    INSERT INTO platform.audit_link (position, seq, hash)
    VALUES (coalesce(last_position, 0) + 1, NEW.seq,
            sha256(coalesce(last_hash, decode(repeat('00', 32), 'hex')) || convert_to(platform.audit_form(NEW), 'UTF8')));
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER link AFTER INSERT ON platform.audit DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION platform.link_audit();

-- Deletes the rows up to a position, if all of them are more than ten years old. The only way to delete any.
CREATE FUNCTION platform.cut_audit(until bigint, proof bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    deleted bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('khue audit chain', 0));
    IF EXISTS (SELECT FROM platform.audit_link l JOIN platform.audit a ON a.seq = l.seq
               WHERE l.position <= until AND a.at > now() - interval '10 years') THEN
        RAISE EXCEPTION 'the audit trail is kept for at least ten years';
    END IF;
    INSERT INTO platform.audit_cut (position, hash, at, mac)
    SELECT l.position, l.hash, now(), proof FROM platform.audit_link l WHERE l.position = until;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the chain has no position %', until;
    END IF;
    DELETE FROM platform.audit a USING platform.audit_link l WHERE l.seq = a.seq AND l.position <= until;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    DELETE FROM platform.audit_link WHERE position <= until;
    RETURN deleted;
END $$;

-- The program's users add rows and read them; the chain grows by the trigger alone.
DO $$
DECLARE
    login text;
BEGIN
    FOR login IN SELECT rolname FROM pg_roles WHERE rolname IN (current_user || '_app', current_user || '_ingest') LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON platform.audit FROM %I', login);
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON platform.audit_link, platform.audit_cut FROM %I', login);
    END LOOP;
END $$;
