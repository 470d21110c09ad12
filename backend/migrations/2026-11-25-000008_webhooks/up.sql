-- Addresses that are told what happens in a project. What we sign with must be read again, so it is not
-- hashed: it is kept sealed under SECRET_KEYS.
CREATE TABLE webhooks (
    id               uuid PRIMARY KEY,
    project_id       uuid NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    url              text NOT NULL,
    events           text[] NOT NULL,
    secret           bytea NOT NULL,
    -- The one before, which signs as well for a day after it was replaced.
    old_secret       bytea,
    old_secret_until timestamptz,
    active           boolean NOT NULL DEFAULT true,
    -- Why we switched it off by ourselves.
    switched_off     text CHECK (switched_off IN ('gone', 'failing')),
    failing_since    timestamptz,
    -- A receiver that is slow gets no message for a while, so that it does not hold up the others'.
    resting_until    timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CHECK (NOT active OR switched_off IS NULL),
    CHECK ((old_secret IS NULL) = (old_secret_until IS NULL))
);

CREATE INDEX webhooks_project_id ON webhooks (project_id, id);

-- What is to be sent to one of them, to the byte. `message_id` stays the same when it is sent again by hand.
CREATE TABLE webhook_deliveries (
    id          uuid PRIMARY KEY,
    webhook_id  uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    message_id  uuid NOT NULL,
    event       text NOT NULL,
    body        text NOT NULL,
    state       text NOT NULL DEFAULT 'pending'
                CHECK (state IN ('pending', 'succeeded', 'failed', 'dropped')),
    -- No reference: jobs are forgotten sooner.
    job_id      uuid NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    CHECK ((state = 'pending') = (finished_at IS NULL))
);

CREATE INDEX webhook_deliveries_webhook_id ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (job_id) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_finished_at ON webhook_deliveries (finished_at) WHERE finished_at IS NOT NULL;

-- What came of each try.
CREATE TABLE webhook_attempts (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    delivery_id uuid NOT NULL REFERENCES webhook_deliveries (id) ON DELETE CASCADE,
    ended_at    timestamptz NOT NULL DEFAULT now(),
    duration_ms integer NOT NULL CHECK (duration_ms >= 0),
    -- Null where there was no answer.
    status      smallint,
    error       text,
    -- The beginning of what the receiver answered.
    response    text NOT NULL
);

CREATE INDEX webhook_attempts_delivery_id ON webhook_attempts (delivery_id, id);
