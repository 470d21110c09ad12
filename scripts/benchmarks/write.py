"""docs/PERFORMANCE.md, out of a whole run."""

import os
import re
from datetime import date
from pathlib import Path

from . import setting
from .database import plan
from .pair import pairs
from .report import Report, table


def to_file(report: Report) -> None:
    """Writes the report anew; what people wrote below its last line stays."""
    marker = "<!-- What follows is written by hand. -->"
    kept = ""
    if setting.REPORT.exists() and marker in setting.REPORT.read_text():
        kept = setting.REPORT.read_text().split(marker, 1)[1]
    rows = [
        [row.what, row.figure, row.target, "yes" if row.reached else "**no**"]
        for row in report.rows
    ]
    parts = [
        HEAD.format(
            date=date.today(), machine=machine(), seconds=setting.SECONDS, rounds=setting.ROUNDS
        )
    ]
    parts.append(table(["what", "measured", "target", "reached"], rows))
    parts += [f"## {title}\n\n{text}" for title, text in report.details]
    parts.append(f"## Plans\n\n{plans()}")
    setting.REPORT.write_text("\n\n".join(parts) + f"\n\n{marker}{kept or chr(10)}")
    print(f"wrote {setting.REPORT}")


HEAD = """# Performance

Measured on {date} with `./scripts/bench` on {machine}. Loads last {seconds:g} s;
each figure is the median of {rounds} rounds. Everything that production has is on:
request ids, JSON logs, metrics, `APP_ENV=production`. 1,000 users, 200,000 documents.

Absolute figures belong to the machine. The ratios are what to compare: both sides
ran in turns, on the same machine, in the same minutes."""


def machine() -> str:
    """The machine in general terms."""
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20
    system = re.search(r'PRETTY_NAME="([^"]*)"', Path("/etc/os-release").read_text())[1]
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {system}"


def plans() -> str:
    """How PostgreSQL runs the statements of the reading rows."""
    parts = []
    for pair in pairs():
        for statement in pair.statements:
            if statement.sql.lstrip().upper().startswith("SELECT"):
                parts.append(f"{pair.name}:\n\n```\n{plan(statement)}\n```")
    return "\n\n".join(parts)
