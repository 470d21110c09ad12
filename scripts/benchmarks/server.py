"""A server as production runs it, and the calls that prepare a measurement."""

import json
import os
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from . import setting

ORIGIN = f"http://127.0.0.1:{setting.PORT}"
PASSWORD = "a password for measuring"
ASKER = "user1@desk.example"
"""The member of all 1,000 projects."""
READY = "/api/health/ready"


class Server:
    """A running process of ours."""

    def __init__(self, process: subprocess.Popen, first_answer: float):
        self.process = process
        self.first_answer = first_answer
        """Milliseconds from the start to the first 200."""

    def resident(self) -> float:
        """Resident memory in MiB."""
        return self._memory("VmRSS")

    def peak(self) -> float:
        """The most that was resident since `reset_peak`, in MiB."""
        return self._memory("VmHWM")

    def reset_peak(self) -> None:
        """Begins a new peak (Linux, proc(5), clear_refs)."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def processor_seconds(self) -> float:
        """What its threads have used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _memory(self, name: str) -> float:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) / 1024
        raise RuntimeError(f"the kernel does not tell {name}")


@contextmanager
def serving(**settings: str):
    """Runs a server while the block lasts; `settings` differ from the others' environment."""
    with open(setting.FOLDER / "server.log", "ab") as log:
        began = time.monotonic()
        process = subprocess.Popen(
            [setting.BINARY, "serve"], env=os.environ | settings, stdout=log, stderr=log
        )
    try:
        first = wait_for_first_answer(process, began)
        yield Server(process, first)
    finally:
        process.terminate()
        process.wait(timeout=40)


@contextmanager
def working(**settings: str):
    """Runs a worker while the block lasts."""
    with open(setting.FOLDER / "server.log", "ab") as log:
        process = subprocess.Popen(
            [setting.BINARY, "worker"], env=os.environ | settings, stdout=log, stderr=log
        )
    try:
        yield Server(process, 0)
    finally:
        process.terminate()
        process.wait(timeout=40)


def wait_for_first_answer(process: subprocess.Popen, began: float) -> float:
    """Asks every millisecond, so that the asking hardly shows."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(ORIGIN + READY, timeout=5):
                return (time.monotonic() - began) * 1000
        except OSError:
            time.sleep(0.001)
    raise RuntimeError(f"the server did not start: see {setting.FOLDER}/server.log")


def call(method: str, path: str, body: object = None, token: str | None = None) -> dict:
    """One request with a JSON answer."""
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(ORIGIN + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def sign_in(email: str = ASKER) -> str:
    """An access token of the user who asks."""
    credentials = {"email": email, "password": PASSWORD}
    return call("POST", "/api/v1/auth/login", credentials)["access_token"]
