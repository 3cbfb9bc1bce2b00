-- Days that are taught by the timetable of another weekday, such as a Saturday that makes up for a Monday.
CREATE TABLE organisation.swapped_day (
    calendar_id uuid     NOT NULL REFERENCES organisation.calendar ON DELETE CASCADE,
    day         date     NOT NULL,
    weekday     smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- whose lessons are given, 1 Monday to 7 Sunday
    PRIMARY KEY (calendar_id, day)
);
CALL platform.guard('organisation.swapped_day',
    'EXISTS (SELECT 1 FROM organisation.calendar c WHERE c.id = calendar_id AND c.unit_id IN (SELECT platform.visible_units()))');
CREATE POLICY template ON organisation.swapped_day FOR SELECT
    USING (EXISTS (SELECT 1 FROM organisation.calendar c WHERE c.id = calendar_id));
