-- 100,000 texts of 40 words out of 20,000, of which some are common and most are rare: every second document
-- of seed.sql, found by its name too.
INSERT INTO document_texts (document_id, name_words, text, text_words)
SELECT documents.id, array_to_tsvector(ARRAY['@' || replace(project_id::text, '-', ''), 'document', n::text, 'pdf']),
       array_to_string(words, ' and '), array_to_tsvector(words)
FROM documents
CROSS JOIN LATERAL (SELECT right(documents.id::text, 12)::bigint AS n) AS numbered
CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT 'word' || floor(20000 * power((hashint8extended(n * 40 + i, 7) & 1048575) / 1048576.0, 3))) AS words
    FROM generate_series(1, 40) AS i
) AS written
WHERE n % 2 = 0;

VACUUM ANALYZE document_texts;
