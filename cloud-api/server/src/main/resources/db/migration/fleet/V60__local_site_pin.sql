-- The salted slow hash of the PIN that stands on the sticker and opens the gateway's own pages. It goes to the gateway
-- with its certificate; the PIN itself is kept nowhere. Codes made before there were PINs have none.
ALTER TABLE fleet.claim ADD COLUMN pin_hash text;
