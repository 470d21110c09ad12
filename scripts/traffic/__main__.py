"""Fifty requests a second, as people and scripts make them, until SIGTERM; then the account.

    python -m traffic URL REPORT

EMAIL and PASSWORD say who asks; SSL_CERT_FILE, whom to trust. REPORT is a file of JSON.
"""

import json
import os
import signal
import sys
import threading
import time
from itertools import count

from .client import Client
from .ledger import Ledger
from .work import Work

RATE = 50
CLIENTS = 24


def main() -> None:
    url, report = sys.argv[1:]
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    ledger = Ledger()
    work = Work(Client(url), ledger, os.environ["EMAIL"], os.environ["PASSWORD"])
    keep_asking(url, work, stop)
    # The first connection was idle for minutes, and may have been closed.
    work.client = Client(url)
    work.look_for_everything()
    with open(report, "w", encoding="utf-8") as file:
        json.dump(ledger.account(), file, indent=1)


def keep_asking(url: str, work: Work, stop: threading.Event) -> None:
    """Each client takes the next turn; a turn has its moment, whatever became of others."""
    turns, lock, began = count(), threading.Lock(), time.monotonic()

    def client() -> None:
        connection = Client(url)
        while not stop.is_set():
            with lock:
                turn = next(turns)
            time.sleep(max(0.0, began + turn / RATE - time.monotonic()))
            work.turn(connection, turn)

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()


if __name__ == "__main__":
    main()
