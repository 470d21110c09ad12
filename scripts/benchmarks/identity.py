"""What it saves to remember for seconds who is behind a session, in statements of a read."""

from . import setting
from .database import identifier, pgbench, statements_of
from .report import Report, at_least, at_most, middle, table
from .server import call

CONNECTIONS = 16
PATH = f"/api/v1/documents/{identifier(3, 1)}"


def measure(report: Report) -> None:
    remembered = statements_of(read)
    asked = statements_of(read, stranger=True)
    report.add(at_most("SQL statements of a read, session remembered", len(remembered), 1))
    rounds = [
        (pgbench(remembered, CONNECTIONS), pgbench(asked, CONNECTIONS))
        for _ in range(setting.ROUNDS)
    ]
    gain = middle([with_it / without for with_it, without in rounds])
    report.add(at_least("reads the database bears, to those without remembering", gain, 1.3))
    lines = [
        ["remembered", f"{len(remembered)}", f"{middle([one for one, _ in rounds]):,.0f}"],
        ["asked each time", f"{len(asked)}", f"{middle([one for _, one in rounds]):,.0f}"],
    ]
    report.detail("The session of a read", table(["session", "statements", "a second"], lines))


def read(token: str) -> None:
    call("GET", PATH, token=token)
