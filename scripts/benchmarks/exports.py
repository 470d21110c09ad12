"""An archive of a gibibyte: the worker's memory, and its speed beside one client's PUT and GET."""

import time
from pathlib import Path

from . import server
from .report import Report, at_least, at_most, table
from .transfers import MIB, Store, random_file, seconds, upload_to

DOCUMENTS = 16
"""Of 64 MiB each."""
MORE_MIB = 64
SHARE = 0.5
TYPES = {"stored": "video/quicktime", "deflated": "application/octet-stream"}


def measure(report: Report) -> None:
    file = random_file()
    store = Store(file)
    # One address for metrics is not enough for two processes.
    with server.serving(), server.working(METRICS_ADDRESS="") as worker:
        token = server.sign_in()
        lines = []
        for kind, media_type in TYPES.items():
            project = filled(file, media_type, token)
            straight = seconds(lambda: [(store.put(), store.get()) for _ in range(DOCUMENTS)])
            took, more = exported(project, worker, token)
            speeds = [f"{DOCUMENTS * MIB / one:.0f} MiB/s" for one in (took, straight)]
            lines.append([kind, *speeds, f"{more:.0f} MiB"])
            what = f"export of {DOCUMENTS * MIB} MiB, {kind}"
            report.add(at_most(f"{what}: more memory at the peak", more, MORE_MIB, " MiB"))
            if kind == "stored":
                what = f"{what}: speed of a PUT and a GET in turns"
                report.add(at_least(what, straight / took, SHARE))
        head = ["", "a worker", "PUT and GET in turns", "more memory"]
        report.detail("Exports of random bytes", table(head, lines))


def filled(file: Path, media_type: str, token: str) -> str:
    """A project of documents that no compression makes smaller."""
    project = server.call("POST", "/api/v1/projects", {"name": "Harbour"}, token)["id"]
    for _ in range(DOCUMENTS):
        upload_to(project, file, token, media_type)
    return project


def exported(project: str, worker: server.Server, token: str) -> tuple[float, float]:
    """Seconds from the request to the end, and how far the worker's memory rose, in MiB."""
    time.sleep(1)
    worker.reset_peak()
    before = worker.resident()
    began = time.monotonic()
    job = server.call("POST", f"/api/v1/projects/{project}/exports", {}, token)
    while job["state"] in ("queued", "running"):
        time.sleep(0.1)
        job = server.call("GET", f"/api/v1/jobs/{job['id']}", None, token)
    if job["state"] != "succeeded":
        raise RuntimeError(f"the export ended as {job['state']}: {job['error']}")
    return time.monotonic() - began, worker.peak() - before
