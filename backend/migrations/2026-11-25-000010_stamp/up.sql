-- Which installation this database belongs to: one row, written by the first `quayside migrate` that knows it. The
-- storage carries the same, and a process of another environment refuses to begin on either.
CREATE TABLE installation (
    is_only     boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    id          uuid NOT NULL,
    environment text NOT NULL CHECK (environment IN ('local', 'staging', 'production')),
    stamped_at  timestamptz NOT NULL DEFAULT now()
);
