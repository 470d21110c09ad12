-- The last look at stored bytes: one row, with the document up to which they were compared. Null: all of them were,
-- and the next look begins anew.
CREATE TABLE integrity_checks (
    is_only    boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    up_to      uuid,
    documents  integer NOT NULL,
    bytes      bigint NOT NULL,
    checked_at timestamptz NOT NULL
);

-- Documents whose bytes were not what was uploaded, when somebody looked last.
CREATE TABLE damaged_documents (
    document_id uuid PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    damage      text NOT NULL CHECK (damage IN ('missing', 'size', 'content')),
    found_at    timestamptz NOT NULL DEFAULT now()
);
