-- 1,000 users and 200,000 documents: 999 projects of 150, one of 50,150. The first user is a member of all
-- of them, and asks. Ids follow from numbers, so that every run asks for the same rows.
CREATE FUNCTION bench_id(kind text, n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql
AS $$ SELECT (kind || '-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;

-- Nobody is told of these.
ALTER TABLE memberships DISABLE TRIGGER USER;
ALTER TABLE documents DISABLE TRIGGER USER;

INSERT INTO users (id, email, name, password_hash)
SELECT bench_id('00000001', n), 'user' || n || '@desk.example', 'User ' || n, 'none'
FROM generate_series(1, 1000) n;

INSERT INTO projects (id, name, created_at)
SELECT bench_id('00000002', n), 'Project ' || n, now() - n * interval '1 hour'
FROM generate_series(1, 1000) n;

INSERT INTO memberships (project_id, user_id, role)
SELECT bench_id('00000002', n), bench_id('00000001', n), 'owner' FROM generate_series(1, 1000) n
UNION ALL
SELECT bench_id('00000002', n), bench_id('00000001', 1), 'editor' FROM generate_series(2, 1000) n;

-- Project 1 is the large one. Rows come in no order, as in a life of uploads. Nothing is to be made of them.
INSERT INTO documents (id, project_id, name, sort_name, size, media_type, sha256, preview, text, uploaded_by, created_at)
SELECT bench_id('00000003', n), bench_id('00000002', p), 'document ' || n || '.pdf',
       'document ' || lpad(n::text, 12, '0') || '.pdf', 1000 + n * 7919 % 1000003, 'application/pdf',
       sha256(n::text::bytea), 'none', 'none', bench_id('00000001', p), now() - n % 200000 * interval '1 minute'
FROM (SELECT n, CASE WHEN n <= 999 * 150 THEN 2 + n % 999 ELSE 1 END AS p
      FROM generate_series(1, 200000) n ORDER BY md5(n::text)) numbered;

UPDATE projects SET document_count = sums.count, total_bytes = sums.bytes, stored_bytes = sums.bytes
FROM (SELECT project_id, count(*) AS count, sum(size) AS bytes FROM documents GROUP BY project_id) sums
WHERE projects.id = sums.project_id;

ALTER TABLE memberships ENABLE TRIGGER USER;
ALTER TABLE documents ENABLE TRIGGER USER;
