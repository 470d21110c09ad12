"""Loads of HTTP requests, by wrk."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import setting

SCRIPT = Path(__file__).with_name("wrk.lua")


@dataclass
class Load:
    """Requests that are alike. Each takes one of the paths by chance."""

    paths: list[str]
    token: str | None = None
    method: str = "GET"
    body: str | None = None


@dataclass
class Figures:
    """What came of a load: requests per second, and milliseconds."""

    per_second: float
    p50: float
    p99: float
    max: float


def begin(load: Load, connections: int, seconds: float | None = None) -> subprocess.Popen:
    """Starts a load; `end` waits for it."""
    seconds = seconds or setting.SECONDS
    with tempfile.NamedTemporaryFile("w", dir=setting.FOLDER, delete=False) as paths:
        paths.write("\n".join(load.paths))
    answers = {"BENCH_PATHS": paths.name, "BENCH_METHOD": load.method}
    if load.token:
        answers["BENCH_TOKEN"] = load.token
    if load.body:
        answers["BENCH_BODY"] = load.body
    threads = min(2, connections)
    return subprocess.Popen(
        ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds:g}s", "--timeout=30s"]
        + ["-s", SCRIPT, f"http://127.0.0.1:{setting.PORT}"],
        env=os.environ | answers,
        stdout=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen) -> Figures:
    """The figures of a load. A failed request makes them worthless."""
    output, _ = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"wrk ended with {process.returncode}: {output}")
    found = json.loads(output.splitlines()[-1])
    if found["failed"]:
        raise RuntimeError(f"{found['failed']} of {found['requests']} requests failed")
    per_second = found["requests"] / found["seconds"]
    return Figures(per_second, found["p50"], found["p99"], found["max"])


def run(load: Load, connections: int, seconds: float | None = None) -> Figures:
    """One load from begin to end."""
    return end(begin(load, connections, seconds))
