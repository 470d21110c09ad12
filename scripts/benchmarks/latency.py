"""How far the slow requests are from the usual ones."""

from . import load, server, setting
from .pair import pairs
from .report import Report, at_most, middle, table

CONNECTIONS = (16, 64)
SLOWER = 8
"""p99 may be this many times p50."""


def measure(report: Report) -> None:
    lines = []
    three = pairs()
    with server.serving():
        for pair in three:
            pair.load.token = server.sign_in(pair.asker)
            for connections in CONNECTIONS:
                rounds = [load.run(pair.load, connections) for _ in range(setting.ROUNDS)]
                ratio = middle([one.p99 / one.p50 for one in rounds])
                what = f"{pair.name}, {connections} connections: p99 in multiples of p50"
                report.add(at_most(what, ratio, SLOWER))
                lines.append([pair.name, str(connections), *middles(rounds)])
    columns = ["request", "connections", "a second", "p50", "p99", "slowest"]
    report.detail("Latencies", table(columns, lines))


def middles(rounds: list[load.Figures]) -> list[str]:
    return [
        f"{middle([one.per_second for one in rounds]):,.0f}",
        f"{middle([one.p50 for one in rounds]):.2f} ms",
        f"{middle([one.p99 for one in rounds]):.2f} ms",
        f"{middle([one.max for one in rounds]):.0f} ms",
    ]
