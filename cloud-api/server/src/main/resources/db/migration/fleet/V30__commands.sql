-- What each device can be told to do, as its gateway's newest inventory says.
ALTER TABLE fleet.device ADD COLUMN commands jsonb NOT NULL DEFAULT '[]';

-- Commands to devices. Who ends one:
--   waiting  was never handed to a connection; the cloud alone may end it, as expired
--   sent     was handed over, so the gateway may have begun it; the gateway's receipt alone ends it
--   done, failed, expired: ended, for ever (the trigger below)
CREATE TABLE fleet.command (
    id         uuid        PRIMARY KEY DEFAULT uuidv7(),
    gateway    text        NOT NULL,
    device     text        NOT NULL,
    name       text        NOT NULL,
    args       jsonb       NOT NULL,
    asked_by   uuid,                             -- account; null for one that was given at the gateway itself
    asker      text        NOT NULL,
    asked_at   timestamptz NOT NULL,
    not_after  timestamptz NOT NULL CHECK (not_after >= asked_at),
    state      text        NOT NULL CHECK (state IN ('waiting', 'sent', 'done', 'failed', 'expired')),
    ended_at   timestamptz,
    reason     text,
    said       jsonb       NOT NULL DEFAULT '{}', -- the reason for people, by language
    receipts   int         NOT NULL DEFAULT 0,    -- how many came; the first one counts
    CHECK ((state IN ('done', 'failed', 'expired')) = (ended_at IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (reason IS NULL)),
    CHECK (state <> 'done' OR receipts > 0)       -- only a receipt makes it done
);
CREATE INDEX command_of_device ON fleet.command (gateway, device, id DESC);
CREATE INDEX command_open ON fleet.command (gateway) WHERE state IN ('waiting', 'sent');

CALL platform.guard_machine('fleet.command', 'gateway');

-- One command, one end: what has ended stays as it ended.
CREATE FUNCTION fleet.one_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NOT NULL AND (NEW.state, NEW.ended_at, NEW.reason, NEW.said)
            IS DISTINCT FROM (OLD.state, OLD.ended_at, OLD.reason, OLD.said) THEN
        RAISE EXCEPTION 'command % has ended already, as %', OLD.id, OLD.state;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER one_end BEFORE UPDATE ON fleet.command FOR EACH ROW EXECUTE FUNCTION fleet.one_end();
