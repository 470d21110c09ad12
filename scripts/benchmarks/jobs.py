"""What a job costs that does nothing, and what waiting for one costs."""

import random
import subprocess
import sys
import time

from redis import Redis

from . import server, setting
from .database import PSQL, psql
from .report import Report, at_least, at_most, middle, table

ONE_BY_ONE = 300
QUEUED = 20_000
IDLE_SECONDS = 20
QUEUED_FOR_RQ = 2_000
"""Enough for a steady rate of what is some ten times slower."""
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
        p50, p99 = latencies(Redis.from_url(setting.REDIS_URL))
        report.add(at_most("the same with Redis: p50", p50, 3, " ms"))
        report.add(at_most("the same with Redis: p99", p99, 10, " ms"))
    rates = [(drain(), drain_rq()) for _ in range(setting.ROUNDS)]
    ratio = middle([ours / theirs for ours, theirs in rates])
    report.add(at_least(f"{QUEUED:,} queued jobs a second, over RQ's simple worker", ratio, 8))
    lines = [[f"{ours:,.0f}", f"{theirs:,.0f}"] for ours, theirs in rates]
    report.detail(
        "Jobs a second, round by round", table(["ours, 8 at once", "RQ, one at a time"], lines)
    )


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


def drain_rq() -> float:
    """The same of RQ, in a process of its own."""
    script = [sys.executable, "-m", "benchmarks.beside_rq", setting.REDIS_URL, str(QUEUED_FOR_RQ)]
    return float(subprocess.run(script, check=True, capture_output=True, text=True).stdout)


def empty() -> None:
    psql("TRUNCATE jobs")
    psql("VACUUM ANALYZE jobs")


def wait_for_all(count: int) -> None:
    deadline = time.monotonic() + 120
    while int(psql("SELECT count(*) FROM jobs WHERE state = 'succeeded'")) < count:
        if time.monotonic() > deadline:
            raise RuntimeError(f"the worker did not run all jobs: see {setting.FOLDER}/server.log")
        time.sleep(0.2)
