"""Sign-ins beside bcrypt alone, and what they leave to others."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count

import bcrypt

from . import load, server, setting
from .load import Load
from .pair import pairs
from .report import Report, at_least, at_most, middle, table

CLIENTS = 8
COST = 10
LOGIN = "/api/v1/auth/login"


def measure(report: Report) -> None:
    reading = pairs()[1].load
    with server.serving():
        shares = [one_round() for _ in range(setting.ROUNDS)]
        report.add(
            at_least(
                "sign-in: share of bcrypt's own rate", middle([share for share, _ in shares]), 0.85
            )
        )
        reading.token = server.sign_in()
        both = [beside(reading) for _ in range(setting.ROUNDS)]
    kept = middle([busy.per_second / alone.per_second for alone, busy, _ in both])
    report.add(
        at_least(
            f"{CLIENTS} readers beside {CLIENTS} who sign in: share of their rate alone", kept, 0.25
        )
    )
    slow = middle([busy.p99 for _, busy, _ in both])
    report.add(at_most("their p99", slow, 25, " ms"))
    lines = [in_words(*one) for one in both]
    columns = ["alone, a second", "beside, a second", "p99", "sign-ins a second"]
    report.detail("Readers beside sign-ins, round by round", table(columns, lines))


def in_words(alone: load.Figures, busy: load.Figures, logins: load.Figures) -> list[str]:
    reads = [f"{one.per_second:,.0f}" for one in (alone, busy)]
    return [*reads, f"{busy.p99:.1f} ms", f"{logins.per_second:.0f}"]


def one_round() -> tuple[float, float]:
    raw = hashes_per_second()
    ours = load.run(logins(), CLIENTS).per_second
    return ours / raw, ours


def beside(reading: Load) -> tuple[load.Figures, load.Figures, load.Figures]:
    """Readers alone, the same beside sign-ins, and those."""
    alone = load.run(reading, CLIENTS)
    storm = load.begin(logins(), CLIENTS, setting.SECONDS + 2)
    time.sleep(1)
    busy = load.run(reading, CLIENTS)
    return alone, busy, load.end(storm)


def logins() -> Load:
    credentials = {"email": "user1@desk.example", "password": server.PASSWORD}
    return Load([LOGIN], method="POST", body=json.dumps(credentials))


def hashes_per_second() -> float:
    """bcrypt alone on every core; it runs outside of Python's lock."""
    password = server.PASSWORD.encode()
    stored = bcrypt.hashpw(password, bcrypt.gensalt(COST))
    end = time.monotonic() + setting.SECONDS

    def verify(_: int) -> int:
        done = 0
        while time.monotonic() < end:
            bcrypt.checkpw(password, stored)
            done += 1
        return done

    began = time.monotonic()
    cores = cpu_count() or 1
    with ThreadPoolExecutor(cores) as threads:
        done = sum(threads.map(verify, range(cores)))
    return done / (time.monotonic() - began)
