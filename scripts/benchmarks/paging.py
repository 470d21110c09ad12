"""A page deep in a list costs what the first one costs."""

from . import load, server, setting
from .database import identifier
from .load import Load
from .report import Report, at_least, middle

LIST = f"/api/v1/projects/{identifier(2, 1)}/documents?limit=50"
DEEP = 1000
SHARE = 0.9
"""1 but for the noise."""


def measure(report: Report) -> None:
    with server.serving():
        token = server.sign_in()
        first, deep = Load([LIST], token), Load([page(DEEP, token)], token)
        rounds = [
            load.run(deep, 16).per_second / load.run(first, 16).per_second
            for _ in range(setting.ROUNDS)
        ]
    report.add(at_least(f"page {DEEP:,} of a list: share of page 1's rate", middle(rounds), SHARE))


def page(number: int, token: str) -> str:
    """Walks to a page as a client would; the path that asks for it."""
    path = LIST
    for _ in range(number - 1):
        path = f"{LIST}&cursor={server.call('GET', path, token=token)['next_cursor']}"
    return path
