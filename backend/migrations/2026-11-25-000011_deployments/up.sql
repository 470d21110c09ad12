-- What was deployed here, by whom, and how it ended. Whoever deploys writes it, with `quayside deployments`.
CREATE TABLE deployments (
    id           uuid PRIMARY KEY,
    digest       text NOT NULL,
    commit       text NOT NULL,
    committed_at timestamptz NOT NULL,
    actor        text NOT NULL,
    migrations   integer NOT NULL DEFAULT 0 CHECK (migrations >= 0),
    verdict      text CHECK (verdict IN ('succeeded', 'failed', 'rolled_back')),
    reason       text,
    started_at   timestamptz NOT NULL DEFAULT now(),
    ended_at     timestamptz,
    CHECK ((verdict IS NULL) = (ended_at IS NULL))
);

CREATE INDEX deployments_ended_at ON deployments (ended_at);
