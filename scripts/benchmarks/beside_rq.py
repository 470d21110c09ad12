"""RQ's simple worker, which ours is measured beside: jobs that do nothing, kept in Redis.

`python -m benchmarks.beside_rq URL COUNT` says how many a second it ran.
"""

import sys
import time

from redis import Redis
from rq import Queue, SimpleWorker


def nothing() -> None:
    """What our `noop` does."""


def drain(url: str, count: int) -> float:
    """Jobs a second, from the first to the last, of those that were queued before."""
    connection = Redis.from_url(url)
    connection.flushdb()
    queue = Queue(connection=connection)
    queue.enqueue_many([Queue.prepare_data(nothing) for _ in range(count)])
    worker = SimpleWorker([queue], connection=connection)
    began = time.monotonic()
    worker.work(burst=True, logging_level="ERROR")
    spent = time.monotonic() - began
    if queue.finished_job_registry.count < count:
        raise RuntimeError("RQ did not run all jobs")
    return count / spent


if __name__ == "__main__":
    sys.stdout.write(f"{drain(sys.argv[1], int(sys.argv[2]))}\n")
