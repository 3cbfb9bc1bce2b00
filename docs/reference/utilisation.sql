-- Utilisation counted anew from the raw events, in SQL alone: the independent oracle of the tests. It shares nothing with the program. What is counted is told in utilisation.md.
--
-- Run as the owner of the tables, or as the program. Makes temporary tables; the result is reference_fact. Settings:
--   SET reference.zone = 'Asia/Ho_Chi_Minh'; SET reference.first = '2026-09-01'; SET reference.last = '2026-09-30';
--   SET reference.now = '2026-11-24T10:00:00Z';

CREATE TEMP TABLE reference_setting AS
SELECT current_setting('reference.zone') AS zone, current_setting('reference.first')::date AS first,
       current_setting('reference.last')::date AS last, current_setting('reference.now')::timestamptz AS now;

CREATE TEMP TABLE reference_stay AS
SELECT p.gateway, p.room, r.unit_id,
       range_agg(tstzrange(date_trunc('second', p.valid_from),
                           date_trunc('second', least(coalesce(p.valid_to, s.now), s.now)))) AS there
FROM fleet.placement p JOIN organisation.room r ON r.id = p.room, reference_setting s
WHERE p.valid_from < s.now
GROUP BY p.gateway, p.room, r.unit_id;

-- The days of all calendars by which units go, and the weeks with lessons, numbered over the year.
CREATE TEMP TABLE reference_calendar AS
SELECT DISTINCT ON (u.unit_id, c.year) u.unit_id, c.id, c.year, c.starts, c.ends, c.weekdays
FROM (SELECT DISTINCT unit_id FROM reference_stay) u
JOIN organisation.calendar c ON c.unit_id IN (u.unit_id, '00000000-0000-7000-8000-000000000001')
ORDER BY u.unit_id, c.year, c.unit_id = '00000000-0000-7000-8000-000000000001';

CREATE TEMP TABLE reference_calendar_day AS
SELECT c.id, c.year, d.day::date AS day, coalesce(t.number, 0) AS term,
       coalesce(w.weekday, extract(isodow FROM d.day))::int AS weekday,
       t.number IS NOT NULL AND (extract(isodow FROM d.day)::int = ANY (c.weekdays) OR w.weekday IS NOT NULL)
           AND h.calendar_id IS NULL AS lessons
FROM (SELECT DISTINCT id, year, starts, ends, weekdays FROM reference_calendar) c
CROSS JOIN generate_series(c.starts::timestamp, c.ends::timestamp, interval '1 day') AS d (day)
LEFT JOIN organisation.term t ON t.calendar_id = c.id AND d.day::date BETWEEN t.starts AND t.ends
LEFT JOIN organisation.swapped_day w ON w.calendar_id = c.id AND w.day = d.day::date
LEFT JOIN organisation.holiday h ON h.calendar_id = c.id AND d.day::date BETWEEN h.starts AND h.ends;

CREATE TEMP TABLE reference_week AS
SELECT id, term, monday,
       CASE WHEN lessons THEN count(*) FILTER (WHERE lessons) OVER (PARTITION BY id ORDER BY term, monday) ELSE 0 END AS week
FROM (SELECT id, term, date_trunc('week', day)::date AS monday, bool_or(lessons) AS lessons
      FROM reference_calendar_day WHERE term > 0 GROUP BY 1, 2, 3) w;

CREATE TEMP TABLE reference_slot AS
SELECT d.unit_id, d.day, d.year, d.term, coalesce(w.week, 0) AS week, d.weekday,
       CASE p.shift WHEN 'morning' THEN 0 WHEN 'afternoon' THEN 20 ELSE 40 END + p.number AS slot,
       tstzmultirange(tstzrange((d.day + p.starts) AT TIME ZONE s.zone, (d.day + p.ends) AT TIME ZONE s.zone)) AS span
FROM reference_setting s,
     (SELECT DISTINCT ON (c.unit_id, x.day) c.unit_id, x.*
      FROM reference_calendar c JOIN reference_calendar_day x ON x.id = c.id
      ORDER BY c.unit_id, x.day, c.year DESC) d
LEFT JOIN reference_week w ON w.id = d.id AND w.term = d.term AND w.monday = date_trunc('week', d.day)::date
JOIN organisation.period p ON p.calendar_id = d.id
WHERE d.lessons AND d.day BETWEEN s.first AND s.last
UNION ALL
-- Units without any calendar: the hours of the general opening periods.
SELECT u.unit_id, d.day::date, 0, 0, 0, extract(isodow FROM d.day)::int, 100 + h.hour,
       tstzmultirange(tstzrange((d.day + o.opens) AT TIME ZONE s.zone, (d.day + o.closes) AT TIME ZONE s.zone)
           * tstzrange((d.day + make_interval(hours => h.hour)) AT TIME ZONE s.zone,
                       (d.day + make_interval(hours => h.hour + 1)) AT TIME ZONE s.zone))
FROM reference_setting s
CROSS JOIN (SELECT DISTINCT unit_id FROM reference_stay EXCEPT SELECT unit_id FROM reference_calendar) u
CROSS JOIN generate_series(s.first::timestamp, s.last::timestamp, interval '1 day') AS d (day)
CROSS JOIN generate_series(0, 23) AS h (hour)
JOIN equipment.opening_period o ON o.gateway = '' AND o.weekday = extract(isodow FROM d.day)::int;

-- Uses by the days that they touch.
CREATE TEMP TABLE reference_use AS
SELECT u.gateway, u.device, d.day::date AS day, range_agg(u.used) AS used
FROM (SELECT i.gateway, i.device, s.zone, s.first, s.last,
             tstzrange(date_trunc('second', i.started_at), greatest(date_trunc('second', i.started_at),
                 date_trunc('second', coalesce(i.ended_at, h.to_time, i.started_at)))) AS used
      FROM reference_setting s CROSS JOIN equipment.use_interval i
      LEFT JOIN LATERAL (SELECT least(max(m.minute) + interval '1 minute', i.started_at + interval '24 hours', s.now) AS to_time
                         FROM telemetry.device d JOIN telemetry.device_minute m ON m.device_id = d.id
                         WHERE d.gateway = i.gateway AND i.ended_at IS NULL
                           AND m.minute < least(i.started_at + interval '24 hours', s.now)
                         HAVING max(m.minute) IS NOT NULL) h ON true) u
CROSS JOIN LATERAL generate_series(
    greatest((lower(u.used) AT TIME ZONE u.zone)::date, u.first)::timestamp,
    least((upper(u.used) AT TIME ZONE u.zone)::date, u.last)::timestamp, interval '1 day') AS d (day)
WHERE NOT isempty(u.used)
GROUP BY u.gateway, u.device, d.day;

-- Whose use is counted, with when it stood under watch.
CREATE TEMP TABLE reference_subject AS
SELECT room, unit_id, '' AS gateway, '' AS device, range_agg(there) AS counted
FROM reference_stay GROUP BY room, unit_id
UNION ALL
SELECT t.room, t.unit_id, t.gateway, d.id,
       t.there * tstzmultirange(tstzrange(date_trunc('second', d.first_seen), greatest(date_trunc('second', d.first_seen),
           date_trunc('second', least(coalesce(d.removed_at, s.now), s.now)))))
FROM reference_stay t JOIN fleet.device d ON d.gateway = t.gateway, reference_setting s;

CREATE TEMP TABLE reference_used AS
SELECT t.room, '' AS gateway, '' AS device, u.day, range_agg(u.used * t.there) AS used
FROM reference_stay t JOIN reference_use u ON u.gateway = t.gateway AND u.device = '' GROUP BY t.room, u.day
UNION ALL
SELECT t.room, t.gateway, u.device, u.day, u.used * t.there
FROM reference_stay t JOIN reference_use u ON u.gateway = t.gateway AND u.device <> '';

CREATE TEMP TABLE reference_booked AS
SELECT b.room_id AS room, d.day::date AS day, range_agg(b.held) AS booked
FROM reference_setting s, LATERAL (
    SELECT room_id, tstzrange(date_trunc('second', lower(span)), date_trunc('second', least(upper(span), ended_at))) AS held
    FROM equipment.booking WHERE room_id IS NOT NULL AND (ended_at IS NULL OR ended_at > lower(span))) b
CROSS JOIN LATERAL generate_series(
    greatest((lower(b.held) AT TIME ZONE s.zone)::date, s.first)::timestamp,
    least((upper(b.held) AT TIME ZONE s.zone)::date, s.last)::timestamp, interval '1 day') AS d (day)
WHERE NOT isempty(b.held)
GROUP BY b.room_id, d.day;

-- Minutes in which whoever tells of the use was heard: of a room, its presence devices, or any device without one.
CREATE TEMP TABLE reference_heard AS
WITH minute AS (
    SELECT d.gateway, d.device, m.minute, (m.minute AT TIME ZONE s.zone)::date AS day
    FROM reference_setting s, telemetry.device d JOIN telemetry.device_minute m ON m.device_id = d.id
    WHERE m.minute >= s.first::timestamp AT TIME ZONE s.zone AND m.minute < (s.last + 1)::timestamp AT TIME ZONE s.zone),
present AS (SELECT DISTINCT gateway FROM fleet.device WHERE kind = 'presence')
SELECT DISTINCT t.room, '' AS gateway, '' AS device, m.day, m.minute
FROM reference_stay t JOIN minute m ON m.gateway = t.gateway
WHERE tstzrange(m.minute, m.minute + interval '1 minute') <@ t.there
  AND (m.gateway NOT IN (SELECT gateway FROM present)
       OR EXISTS (SELECT 1 FROM fleet.device d WHERE d.gateway = m.gateway AND d.id = m.device AND d.kind = 'presence'))
UNION ALL
SELECT t.room, m.gateway, m.device, m.day, m.minute
FROM reference_stay t JOIN minute m ON m.gateway = t.gateway;

ANALYZE reference_slot;
ANALYZE reference_used;
ANALYZE reference_booked;
ANALYZE reference_heard;
ANALYZE reference_subject;

CREATE TEMP TABLE reference_time AS
SELECT u.room, u.gateway, u.device, l.day, l.year, l.term, l.week, l.weekday, l.slot, l.span * u.counted AS available,
       coalesce(b.booked, '{}') AS booked, coalesce(x.used, '{}') AS used
FROM reference_subject u
JOIN reference_slot l ON l.unit_id = u.unit_id AND l.span && u.counted
LEFT JOIN reference_used x ON x.room = u.room AND x.gateway = u.gateway AND x.device = u.device AND x.day = l.day
LEFT JOIN reference_booked b ON b.room = u.room AND u.device = '' AND b.day = l.day;
CREATE INDEX ON reference_time (room, gateway, device, day);
ANALYZE reference_time;

CREATE FUNCTION pg_temp.seconds(span tstzmultirange) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT coalesce(sum(extract(epoch FROM upper(r) - lower(r))), 0)::bigint FROM unnest(span) AS r $$;

CREATE TEMP TABLE reference_fact AS
WITH heard AS (
    SELECT t.room, t.gateway, t.device, t.day, t.slot, count(*) AS heard
    FROM reference_time t JOIN reference_heard h USING (room, gateway, device, day)
    WHERE tstzrange(h.minute, h.minute + interval '1 minute') <@ t.available
    GROUP BY 1, 2, 3, 4, 5)
SELECT t.room, t.gateway, t.device, t.day, t.year, t.term, t.week, t.weekday, t.slot,
       sum(pg_temp.seconds(t.available))::bigint AS available,
       sum(pg_temp.seconds(t.booked * t.available))::bigint AS booked,
       sum(pg_temp.seconds(t.used * t.available))::bigint AS used,
       sum(pg_temp.seconds(t.used * t.booked * t.available))::bigint AS used_booked,
       sum((SELECT coalesce(sum(greatest(0, floor(extract(epoch FROM upper(r)) / 60) - ceil(extract(epoch FROM lower(r)) / 60))), 0)
            FROM unnest(t.available) AS r))::bigint AS expected,
       coalesce(max(h.heard), 0)::bigint AS heard
FROM reference_time t LEFT JOIN heard h USING (room, gateway, device, day, slot)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;
