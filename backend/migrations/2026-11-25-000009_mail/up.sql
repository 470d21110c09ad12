-- When a person proved that the mailbox is theirs: by a link that was sent there.
ALTER TABLE users ADD COLUMN email_verified_at timestamptz;

-- What may be done once by whoever reads somebody's mail. The link has the row's id and a signature of it
-- that is kept nowhere, so a copy of this table opens nothing. One row for each person and purpose: a newer
-- link takes the place of the older. The id is that of the job that sends it.
CREATE TABLE one_time_links (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose    text NOT NULL CHECK (purpose IN ('verify_email', 'reset_password')),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    CONSTRAINT one_time_links_one_each UNIQUE (user_id, purpose)
);
