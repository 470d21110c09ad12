-- The counters are kept in the transaction that changes a document: listing projects and checking
-- the quota never have to add up thousands of rows. `stored_bytes` counts deleted documents too,
-- whose bytes are still kept.
CREATE TABLE projects (
    id             uuid PRIMARY KEY,
    name           text NOT NULL,
    description    text NOT NULL DEFAULT '',
    document_count bigint NOT NULL DEFAULT 0 CHECK (document_count >= 0),
    total_bytes    bigint NOT NULL DEFAULT 0 CHECK (total_bytes >= 0),
    stored_bytes   bigint NOT NULL DEFAULT 0 CHECK (stored_bytes >= total_bytes),
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    deleted_at     timestamptz
);

CREATE TABLE memberships (
    project_id uuid NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role       text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (project_id, user_id)
);

CREATE INDEX memberships_user_id ON memberships (user_id, project_id);

-- `sort_name` is how people order names: without case and accents, numbers by their value.
CREATE TABLE documents (
    id          uuid PRIMARY KEY,
    project_id  uuid NOT NULL REFERENCES projects (id),
    name        text NOT NULL,
    sort_name   text COLLATE "C" NOT NULL,
    size        bigint NOT NULL CHECK (size >= 0),
    media_type  text NOT NULL,
    sha256      bytea NOT NULL CHECK (length(sha256) = 32),
    thumbnail   text NOT NULL DEFAULT 'none' CHECK (thumbnail IN ('pending', 'ready', 'none')),
    uploaded_by uuid NOT NULL REFERENCES users (id),
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    deleted_at  timestamptz
);

-- One index per order of the list; each page is read from where the last one ended.
CREATE INDEX documents_by_creation ON documents (project_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_by_name ON documents (project_id, sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_by_size ON documents (project_id, size, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_deleted ON documents (project_id, created_at, id) WHERE deleted_at IS NOT NULL;

-- Uploads in parts that the object store was asked to begin. A row is written before the request
-- and removed after the end, so what a crash leaves behind can be found and aborted.
CREATE TABLE multipart_uploads (
    id         uuid PRIMARY KEY,
    object_key text NOT NULL,
    upload_id  text,
    started_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX multipart_uploads_started_at ON multipart_uploads (started_at);
