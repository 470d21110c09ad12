"""Resident memory, and how soon a started server answers."""

import time

from . import load, server, setting
from .pair import pairs
from .report import Report, at_most, middle

IDLE_MIB = 16
LOADED_MIB = 32
FIRST_MS = 50


def measure(report: Report) -> None:
    three = pairs()
    firsts = []
    for _ in range(setting.ROUNDS):
        with server.serving() as running:
            firsts.append(running.first_answer)
    report.add(
        at_most("from start to the first 200 of /api/health/ready", middle(firsts), FIRST_MS, " ms")
    )
    with server.serving() as running:
        time.sleep(2)
        report.add(at_most("resident memory, idle", running.resident(), IDLE_MIB, " MiB"))
        for pair in three:
            pair.load.token = server.sign_in(pair.asker)
            for connections in (16, 64):
                load.run(pair.load, connections)
        report.add(
            at_most("peak memory under all of these loads", running.peak(), LOADED_MIB, " MiB")
        )
