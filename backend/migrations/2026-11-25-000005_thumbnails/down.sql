-- A document without a picture has none, whatever became of its job.
UPDATE documents SET thumbnail = 'none' WHERE thumbnail <> 'none';
DROP TABLE thumbnails;
