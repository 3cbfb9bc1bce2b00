-- A removed room stays for 30 days, so that it can be taken back; its code is free meanwhile.
ALTER TABLE organisation.room
    ADD COLUMN deleted_at timestamptz,
    ADD COLUMN deleted_by text, -- the name of who removed it
    DROP CONSTRAINT room_unit_id_code_key;
CREATE UNIQUE INDEX room_code ON organisation.room (unit_id, code) WHERE deleted_at IS NULL;
CREATE INDEX room_deleted ON organisation.room (deleted_at) WHERE deleted_at IS NOT NULL;
