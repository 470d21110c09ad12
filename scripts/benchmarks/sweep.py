"""Pools of other sizes, for whoever wants to set DATABASE_POOL_SIZE."""

from . import load, server
from .pair import pairs
from .report import Report, table

SIZES = (2, 3, 4, 6, 8, 16)


def measure(report: Report) -> None:
    lines = []
    three = pairs()
    for size in SIZES:
        with server.serving(DATABASE_POOL_SIZE=str(size)) as running:
            cells = []
            for pair in three:
                pair.load.token = server.sign_in(pair.asker)
                found = load.run(pair.load, 16)
                cells.append(f"{found.per_second:,.0f} ({found.p50:.1f} / {found.p99:.1f} ms)")
            lines.append([str(size), *cells, f"{running.peak():.0f} MiB"])
    columns = ["pool", *[f"{pair.name} (p50 / p99)" for pair in three], "peak memory"]
    report.detail(
        "Connections and threads: requests a second at 16 connections", table(columns, lines)
    )
