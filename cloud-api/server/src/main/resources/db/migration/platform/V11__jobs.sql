-- Long work that somebody started. It runs as its starter, whose rights are kept with it.
CREATE TABLE platform.job (
    id          uuid        PRIMARY KEY DEFAULT uuidv7(),
    kind        text        NOT NULL,
    title       text        NOT NULL,
    input       jsonb       NOT NULL,
    acting      jsonb       NOT NULL,
    account     uuid        NOT NULL,
    starter     text        NOT NULL,
    unit_id     uuid        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    done        bigint      NOT NULL DEFAULT 0,
    total       bigint      NOT NULL DEFAULT 0,
    message     text        NOT NULL DEFAULT '',
    checkpoint  jsonb,
    cancel      boolean     NOT NULL DEFAULT false,
    attempts    int         NOT NULL DEFAULT 0,
    fault       text        NOT NULL DEFAULT '',
    result_name text,
    result_type text,
    result_size bigint,
    created_at  timestamptz NOT NULL,
    started_at  timestamptz,
    ended_at    timestamptz
);
CREATE INDEX job_account ON platform.job (account, id);
CREATE INDEX job_unit ON platform.job (unit_id, id);
CREATE INDEX job_open ON platform.job (kind) WHERE state IN ('WAITING', 'RUNNING');
CALL platform.guard('platform.job',
    'account = (SELECT platform.acting_account()) OR unit_id IN (SELECT platform.visible_units())');

-- What the scheduler (db-scheduler) has to do when; its columns are that library's.
CREATE TABLE platform.scheduled_task (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_task_due ON platform.scheduled_task (execution_time);
CREATE INDEX scheduled_task_heartbeat ON platform.scheduled_task (last_heartbeat);
COMMENT ON TABLE platform.scheduled_task IS 'unguarded: names of tasks and ids of jobs';
