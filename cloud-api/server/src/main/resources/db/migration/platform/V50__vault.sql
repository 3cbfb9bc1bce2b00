-- One random data key a subject, wrapped by the master key, which is a file and never in here. Where a key is gone,
-- what was sealed with it is gone, in every copy. Backups leave this table out; it is kept apart, newest state only.
CREATE TABLE platform.vault_key (
    subject uuid        PRIMARY KEY,
    wrapped bytea       NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE platform.vault_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.vault_key FORCE ROW LEVEL SECURITY;
-- A wrapped key opens nothing without the master key and a sealed row, and the rows have guards of their own. But
-- only the program itself forgets one, and nobody replaces one.
CREATE POLICY seen ON platform.vault_key FOR SELECT USING (true);
CREATE POLICY made ON platform.vault_key FOR INSERT WITH CHECK (true);
CREATE POLICY forgotten ON platform.vault_key FOR DELETE USING ((SELECT platform.sees_all()));
