-- Row-level security for all modules.
--
-- A connection of the application carries its caller's scope in two settings: khue.units, organisation units with
-- all below them ('*' for the program itself), and khue.persons, single persons. A table is guarded by one of the
-- procedures below, in the migration that makes it. Guarded rows outside the scope are neither seen nor written.

-- Which unit reaches which today; every unit reaches itself. Kept by the organisation module.
CREATE TABLE platform.reach (
    ancestor   uuid NOT NULL,
    descendant uuid NOT NULL,
    PRIMARY KEY (ancestor, descendant)
);
CREATE INDEX reach_descendant ON platform.reach (descendant);
INSERT INTO platform.reach VALUES
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000001');

-- Where a gateway stands: what it sent belongs to that unit. Kept by the fleet module.
CREATE TABLE platform.machine (
    id      text PRIMARY KEY,
    unit_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001'
);
CREATE INDEX machine_unit ON platform.machine (unit_id);

CREATE FUNCTION platform.sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('khue.units', true) = '*', false) $$;

CREATE FUNCTION platform.uuids(list text) RETURNS uuid[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT coalesce(string_to_array(nullif(nullif(list, ''), '*'), ',')::uuid[], '{}') $$;

CREATE FUNCTION platform.visible_units() RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT descendant FROM platform.reach
   WHERE ancestor = ANY (platform.uuids(current_setting('khue.units', true))) $$;

CREATE FUNCTION platform.visible_persons() RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT unnest(platform.uuids(current_setting('khue.persons', true))) $$;

CREATE FUNCTION platform.visible_machines() RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT id FROM platform.machine WHERE unit_id IN (SELECT platform.visible_units()) $$;

-- The account that acts; null for the program itself.
CREATE FUNCTION platform.acting_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('khue.account', true), '')::uuid $$;

-- Guards a table by a condition on its rows; the program itself sees them all.
CREATE PROCEDURE platform.guard(guarded regclass, condition text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY scope ON %s USING ((SELECT platform.sees_all()) OR (%s))', guarded, condition);
END $$;

-- Rows of an organisation unit.
CREATE PROCEDURE platform.guard_unit(guarded regclass, unit_column text) LANGUAGE sql AS
$$ CALL platform.guard(guarded, format('%I IN (SELECT platform.visible_units())', unit_column)) $$;

-- Rows of an organisation unit or of a person.
CREATE PROCEDURE platform.guard_unit_or_person(guarded regclass, unit_column text, person_column text) LANGUAGE sql AS
$$ CALL platform.guard(guarded, format('%I IN (SELECT platform.visible_units()) OR %I IN (SELECT platform.visible_persons())', unit_column, person_column)) $$;

-- Rows of a gateway.
CREATE PROCEDURE platform.guard_machine(guarded regclass, machine_column text) LANGUAGE sql AS
$$ CALL platform.guard(guarded, format('%I IN (SELECT platform.visible_machines())', machine_column)) $$;

-- Rows that belong to a row of a guarded table: seen when that one is.
CREATE PROCEDURE platform.guard_parent(guarded regclass, parent_column text, parent regclass, parent_key text) LANGUAGE sql AS
$$ CALL platform.guard(guarded, format('EXISTS (SELECT 1 FROM %s parent WHERE parent.%I = %s.%I)', parent, parent_key, guarded, parent_column)) $$;

-- Rows of an account: its owner's alone.
CREATE PROCEDURE platform.guard_account(guarded regclass, account_column text) LANGUAGE sql AS
$$ CALL platform.guard(guarded, format('%I = (SELECT platform.acting_account())', account_column)) $$;

COMMENT ON TABLE platform.reach IS 'unguarded: names no person, and the policies themselves read it';
COMMENT ON TABLE platform.machine IS 'unguarded: names no person, and the policies themselves read it';
