DROP TABLE workers;
DROP TABLE schedules;
DROP TABLE jobs;
DROP FUNCTION ring_for_jobs();
