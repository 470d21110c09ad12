-- Work behind the scenes. A job is written in the transaction that makes it necessary, claimed under a
-- lease, and kept with its outcome. `lease` is the fencing token: every claim gets a new one, and who
-- lost it can write nothing more. All times are the database's, because workers' clocks differ.
CREATE TABLE jobs (
    id                uuid PRIMARY KEY,
    kind              text NOT NULL,
    payload           jsonb NOT NULL,
    state             text NOT NULL DEFAULT 'queued'
                      CHECK (state IN ('queued', 'running', 'succeeded', 'dead', 'cancelled')),
    priority          smallint NOT NULL DEFAULT 0,
    run_at            timestamptz NOT NULL DEFAULT now(),
    attempts          integer NOT NULL DEFAULT 0,
    max_attempts      integer NOT NULL CHECK (max_attempts > 0),
    dedup_key         text,
    -- Who sees it: the members of the project, or else the user; without both, administrators alone.
    user_id           uuid REFERENCES users (id) ON DELETE CASCADE,
    project_id        uuid REFERENCES projects (id) ON DELETE CASCADE,
    lease             uuid,
    leased_until      timestamptz,
    worker_id         uuid,
    progress          smallint NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    cancel_requested  boolean NOT NULL DEFAULT false,
    -- The last failure: in words for people, and what happened inside for whoever repairs it.
    error             text,
    cause             text,
    -- What it made, if it made a file: an object of the storage, until it expires.
    result_object     uuid,
    result_name       text,
    result_media_type text,
    result_size       bigint CHECK (result_size >= 0),
    result_sha256     bytea CHECK (length(result_sha256) = 32),
    result_expires_at timestamptz,
    created_at        timestamptz NOT NULL DEFAULT now(),
    started_at        timestamptz,
    finished_at       timestamptz,
    CHECK ((state = 'running') = (lease IS NOT NULL)),
    CHECK ((lease IS NULL) = (leased_until IS NULL))
) WITH (autovacuum_vacuum_scale_factor = 0.02); -- most rows change twice within a second

-- Partial, so that claiming costs the same beside hundreds of thousands of finished jobs.
CREATE INDEX jobs_queued ON jobs (priority DESC, run_at, id) WHERE state = 'queued';
CREATE UNIQUE INDEX jobs_lease ON jobs (lease) WHERE state = 'running';
CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead';
CREATE INDEX jobs_finished_at ON jobs (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX jobs_result_object ON jobs (result_object) WHERE result_object IS NOT NULL;
-- For the lists of people.
CREATE INDEX jobs_user_id ON jobs (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX jobs_project_id ON jobs (project_id, id) WHERE project_id IS NOT NULL;

-- The same work is not queued twice: one unfinished job for each key.
CREATE UNIQUE INDEX jobs_dedup_key ON jobs (dedup_key) WHERE state IN ('queued', 'running');

-- Wakes idle workers. A notification is delivered when the transaction commits, never too early.
CREATE FUNCTION ring_for_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('quayside_jobs', 'queued');
    RETURN NULL;
END
$$;

CREATE TRIGGER jobs_ring AFTER INSERT ON jobs FOR EACH STATEMENT EXECUTE FUNCTION ring_for_jobs();

-- When a scheduled kind runs next. Whichever worker locks a row that is due queues the job.
CREATE TABLE schedules (
    name        text PRIMARY KEY,
    next_run_at timestamptz NOT NULL,
    last_slot   timestamptz
);

-- Processes that run jobs. One that ends in order removes its row.
CREATE TABLE workers (
    id           uuid PRIMARY KEY,
    host         text NOT NULL,
    pid          integer NOT NULL,
    kinds        text[] NOT NULL,
    concurrency  integer NOT NULL,
    running      integer NOT NULL,
    started_at   timestamptz NOT NULL DEFAULT now(),
    heartbeat_at timestamptz NOT NULL DEFAULT now()
);
