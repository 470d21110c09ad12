"""Searching 100,000 texts, as a member of all 1,000 projects and of one."""

from pathlib import Path

from . import load, server, setting
from .database import psql
from .load import Load
from .report import Report, at_most, middle, table

CONNECTIONS = 4
TARGET = 25
"""Milliseconds for two words, of which the last one is a beginning."""

QUESTIONS = {
    "two words, a few documents": "word100 word2000",
    "two words, a third of all documents": "word1 word0",
    "one document by its name": "document 1000",
}
ASKING = {"1,000 projects": server.ASKER, "1 project": "user500@desk.example"}


def measure(report: Report) -> None:
    psql(Path(__file__).with_name("search.sql").read_text())
    lines = []
    with server.serving():
        for member, email in ASKING.items():
            token = server.sign_in(email)
            for what, q in QUESTIONS.items():
                request = Load([f"/api/v1/search?q={q.replace(' ', '%20')}"], token)
                rounds = [load.run(request, CONNECTIONS) for _ in range(setting.ROUNDS)]
                p50 = middle([one.p50 for one in rounds])
                p99 = middle([one.p99 for one in rounds])
                lines.append([what, member, f"{p50:.1f} ms", f"{p99:.1f} ms"])
                if q == QUESTIONS["two words, a few documents"]:
                    report.add(at_most(f"search, {what}, {member}: p50", p50, TARGET, " ms"))
    columns = ["search", "of a member of", "p50", "p99"]
    report.detail(f"Searches of 100,000 texts at {CONNECTIONS} connections", table(columns, lines))
