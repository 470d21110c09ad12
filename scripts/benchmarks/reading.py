"""List, read and create, each beside pgbench with the very statements that the server sends."""

from . import load, server, setting
from .database import pgbench
from .pair import Pair, pairs
from .report import Report, at_least, middle, table

CONNECTIONS = 16


def measure(report: Report) -> None:
    """Rounds that alternate, so that a busy moment of the machine hits both."""
    lines = []
    three = pairs()
    with server.serving() as running:
        for pair in three:
            pair.load.token = server.sign_in(pair.asker)
            rounds = [one_round(pair) for _ in range(setting.ROUNDS)]
            ratio = middle([ours.per_second / theirs for ours, theirs in rounds])
            report.add(at_least(f"{pair.name}: share of pgbench's rate", ratio, pair.target))
            lines.append(line(pair, rounds, running.resident()))
    columns = ["request", "a second", "p50", "p99", "pgbench a second", "resident"]
    report.detail(f"Requests at {CONNECTIONS} connections", table(columns, lines))


def one_round(pair: Pair) -> tuple[load.Figures, float]:
    theirs = pgbench(pair.statements, CONNECTIONS, pair.fresh)
    return load.run(pair.load, CONNECTIONS), theirs


def line(pair: Pair, rounds: list[tuple[load.Figures, float]], resident: float) -> list[str]:
    ours = [figures for figures, _ in rounds]
    return [
        pair.name,
        f"{middle([one.per_second for one in ours]):,.0f}",
        f"{middle([one.p50 for one in ours]):.2f} ms",
        f"{middle([one.p99 for one in ours]):.2f} ms",
        f"{middle([theirs for _, theirs in rounds]):,.0f}",
        f"{resident:.1f} MiB",
    ]
