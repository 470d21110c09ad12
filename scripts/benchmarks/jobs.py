"""What a job costs that does nothing, and what waiting for one costs."""

import random
import subprocess
import time

from . import server, setting
from .database import PSQL, psql
from .redis import Redis
from .report import Report, at_least, at_most, middle, table

ONE_BY_ONE = 300
QUEUED = 20_000
IDLE_SECONDS = 20
RQ_PER_SECOND = 270
"""RQ's simple worker (Python, Redis) on two cores; ours should do eight times as many."""
COLUMNS = "id, kind, payload, max_attempts"
NOOP = f"INSERT INTO jobs ({COLUMNS}) SELECT gen_random_uuid(), 'noop', '{{}}', 1"


def measure(report: Report) -> None:
    with server.working(WORKER_CONCURRENCY="8") as running:
        time.sleep(3)
        report.add(at_most("an idle worker: share of a core", idle(running), 0.5, " %"))
        p50, p99 = latencies()
        report.add(at_most("from enqueue to the end of a job, idle worker: p50", p50, 15, " ms"))
        report.add(at_most("the same: p99", p99, 40, " ms"))
    with server.working(WORKER_CONCURRENCY="8", REDIS_URL=setting.REDIS_URL):
        time.sleep(3)
        p50, p99 = latencies(Redis())
        report.add(at_most("the same with Redis: p50", p50, 3, " ms"))
        report.add(at_most("the same with Redis: p99", p99, 10, " ms"))
    rates = [drain() for _ in range(setting.ROUNDS)]
    target = 8 * RQ_PER_SECOND
    report.add(at_least(f"{QUEUED:,} queued jobs: a second", middle(rates), target))
    lines = [[f"{rate:,.0f}"] for rate in rates]
    report.detail("Jobs a second, 8 at once, round by round", table(["a second"], lines))


def idle(running: server.Server) -> float:
    """In percent, over a while in which nothing is queued."""
    before = running.processor_seconds()
    time.sleep(IDLE_SECONDS)
    return (running.processor_seconds() - before) / IDLE_SECONDS * 100


def latencies(redis: Redis | None = None) -> tuple[float, float]:
    """In milliseconds, to the end, which is written down after the run: upper bounds."""
    empty()
    one_by_one(redis)
    wait_for_all(ONE_BY_ONE)
    waited = "extract(epoch FROM finished_at - created_at) * 1000"
    answer = psql(
        f"SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY {waited}),"
        f" percentile_cont(0.99) WITHIN GROUP (ORDER BY {waited}) FROM jobs WHERE kind = 'noop'"
    )
    p50, p99 = (float(cell) for cell in answer.split("|"))
    return p50, p99


def one_by_one(redis: Redis | None) -> None:
    """Queues jobs as the app does: Redis is told after the commit."""
    with subprocess.Popen(
        PSQL, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        for _ in range(ONE_BY_ONE):
            process.stdin.write(f"{NOOP};\n\\echo\n")
            process.stdin.flush()
            process.stdout.readline()
            if redis:
                redis.publish("quayside:desk.example:jobs", "queued")
            time.sleep(0.03 + random.random() * 0.02)


def drain() -> float:
    """Jobs a second, from the first claim to the last end."""
    empty()
    psql(f"{NOOP} FROM generate_series(1, {QUEUED})")
    with server.working(WORKER_CONCURRENCY="8"):
        wait_for_all(QUEUED)
    whole = "extract(epoch FROM max(finished_at) - min(started_at))"
    return QUEUED / float(psql(f"SELECT {whole} FROM jobs WHERE kind = 'noop'"))


def empty() -> None:
    psql("TRUNCATE jobs")
    psql("VACUUM ANALYZE jobs")


def wait_for_all(count: int) -> None:
    deadline = time.monotonic() + 120
    while int(psql("SELECT count(*) FROM jobs WHERE state = 'succeeded'")) < count:
        if time.monotonic() > deadline:
            raise RuntimeError(f"the worker did not run all jobs: see {setting.FOLDER}/server.log")
        time.sleep(0.2)
