"""Runs the rows that were asked for, all by default."""

import sys

from . import (
    database,
    exports,
    identity,
    jobs,
    latency,
    memory,
    paging,
    reading,
    search,
    signing_in,
    sweep,
    thumbnails,
    transfers,
    write,
)
from .report import Report

ALL = {
    "reading": reading.measure,
    "identity": identity.measure,
    "latency": latency.measure,
    "signing_in": signing_in.measure,
    "memory": memory.measure,
    "paging": paging.measure,
    "search": search.measure,
    "transfers": transfers.measure,
    "thumbnails": thumbnails.measure,
    "jobs": jobs.measure,
    "export": exports.measure,
    "sweep": sweep.measure,
}


def main() -> int:
    wanted = sys.argv[1:] or list(ALL)
    for name in wanted:
        if name not in ALL:
            sys.exit(f"There is no row {name}; there are: {' '.join(ALL)}")
    report = Report()
    database.seed()
    for name in wanted:
        ALL[name](report)
    if wanted == list(ALL):
        write.to_file(report)
    return 0 if all(row.reached for row in report.rows) else 1


sys.exit(main())
