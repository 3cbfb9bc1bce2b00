-- What was set aside is listed with the newest first.
CREATE INDEX set_aside_newest ON telemetry.set_aside (at, gateway, stream, seq, consumer);
