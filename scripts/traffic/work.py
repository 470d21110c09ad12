"""What is asked for: pages, lists, documents, changes, uploads, exports. Each answer is judged."""

import hashlib
import json
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator

from .client import Answer, Client
from .ledger import SLOW, Ledger

PATIENCE = 60
# Longer than a server goes on answering after it was asked to end.
SLOW_UPLOAD = 8


class Work:
    """One person with one project. What was promised is remembered, and looked for at the end."""

    def __init__(self, client: Client, ledger: Ledger, email: str, password: str) -> None:
        self.client, self.ledger = client, ledger
        credentials = json.dumps({"email": email, "password": password}).encode()
        answer = client.ask(
            "POST", "/api/v1/auth/login", credentials, {"Content-Type": "application/json"}
        )
        self.token = {"Authorization": "Bearer " + answer.json()["access_token"]}
        self.project = self.made(client.ask("POST", "/api/v1/projects", *self.named("Traffic")))
        self.promised: dict[str, tuple[str, str]] = {}
        self.projects: list[str] = []
        self.jobs: list[str] = []
        self.lock = threading.Lock()
        self.run = os.urandom(4).hex()

    def turn(self, client: Client, turn: int) -> None:
        """Of ten turns six read, two change something, two upload. Every two seconds an upload is
        slow, and an export of all documents so far is asked for, so that jobs run all the time."""
        match turn % 100:
            case 25:
                return self.upload(client, turn, SLOW_UPLOAD)
            case 49:
                return self.export(client)
        match turn % 10:
            case 0 | 5:
                self.upload(client, turn)
            case 3 | 8:
                self.make_project(client, turn)
            case 1 | 6:
                self.read_document(client)
            case 2:
                self.read(client, "page", "/", b"/releases/")
            case _:
                self.read(
                    client,
                    "list",
                    f"/api/v1/projects/{self.project}/documents?limit=20",
                    b'"items"',
                )

    def read(self, client: Client, kind: str, path: str, wanted: bytes) -> None:
        began = time.monotonic()
        answer = client.ask("GET", path, headers=self.token)
        self.ledger.note(kind, answer, answer.status == 200 and wanted in answer.body, began)

    def read_document(self, client: Client) -> None:
        with self.lock:
            known = list(self.promised)[-200:]
        if not known:
            return self.read(client, "list", "/api/v1/projects?limit=20", b'"items"')
        document = random.choice(known)
        began = time.monotonic()
        answer = client.ask("GET", f"/api/v1/documents/{document}/content", headers=self.token)
        well = answer.status == 200 and sha256(answer.body) == self.promised[document][1]
        return self.ledger.note("download", answer, well, began)

    def upload(self, client: Client, turn: int, seconds: float = 0) -> None:
        content = os.urandom(random.choice([2_000, 20_000, 200_000])).hex().encode()
        name = f"{self.run}-{turn}.txt"
        path = f"/api/v1/projects/{self.project}/documents"
        kind = SLOW if seconds else "upload"
        answer = self.write(client, kind, path, *multipart(name, content), seconds=seconds)
        if answer.status == 201 and answer.json()["sha256"] == sha256(content):
            with self.lock:
                self.promised[answer.json()["id"]] = (name, sha256(content))

    def make_project(self, client: Client, turn: int) -> None:
        name = f"{self.run}-{turn}"
        if self.write(client, "change", "/api/v1/projects", *self.named(name)).status == 201:
            with self.lock:
                self.projects.append(name)

    def export(self, client: Client) -> None:
        answer = self.write(
            client, "export", f"/api/v1/projects/{self.project}/exports", b"", {}, 202
        )
        if answer.status == 202:
            with self.lock:
                self.jobs.append(answer.json()["id"])

    def write(
        self,
        client: Client,
        kind: str,
        path: str,
        body: bytes,
        headers: dict[str, str],
        wanted: int = 201,
        seconds: float = 0,
    ) -> Answer:
        """What was not answered is asked again with the same key, as the contract says."""
        headers = {**headers, **self.token, "Idempotency-Key": os.urandom(16).hex()}
        began = time.monotonic()
        answer = client.ask("POST", path, body, headers, seconds)
        self.ledger.note(kind, answer, answer.status == wanted, began)
        while answer.status in (0, 409, 503) and time.monotonic() < began + PATIENCE:
            self.ledger.note_repeat()
            time.sleep(0.5)
            answer = client.ask("POST", path, body, headers)
        return answer

    def look_for_everything(self) -> None:
        """Every document has its bytes, every export is made, nothing is there twice."""
        self.ledger.kept = len(self.promised) + len(self.projects)
        self.ledger.jobs = len(set(self.jobs))
        for job in set(self.jobs):
            self.look_for_job(job)
        for document, (name, digest) in self.promised.items():
            answer = self.client.ask(
                "GET", f"/api/v1/documents/{document}/content", headers=self.token
            )
            if answer.status != 200 or sha256(answer.body) != digest:
                self.ledger.lost.append(f"{name} {answer.status}")
        self.count(
            "documents",
            f"/api/v1/projects/{self.project}/documents",
            [name for name, _ in self.promised.values()],
        )
        self.count("projects", "/api/v1/projects", self.projects)

    def look_for_job(self, job: str) -> None:
        deadline, state = time.monotonic() + PATIENCE, ""
        while state != "succeeded" and time.monotonic() < deadline:
            answer = self.client.ask("GET", f"/api/v1/jobs/{job}", headers=self.token).json()
            state = answer["state"]
            time.sleep(0 if state == "succeeded" else 0.5)
        if state != "succeeded":
            self.ledger.unfinished.append(f"export {job}: {state} {answer['error']}")

    def count(self, what: str, path: str, promised: list[str]) -> None:
        seen = Counter(name for name in self.names(path) if name.startswith(self.run))
        self.ledger.lost += [f"{what}: {name}" for name in promised if not seen[name]]
        self.ledger.doubled += [f"{what}: {name}" for name, times in seen.items() if times > 1]

    def names(self, path: str) -> Iterator[str]:
        cursor = ""
        while cursor is not None:
            page = self.client.ask(
                "GET", f"{path}?limit=100{cursor and '&cursor=' + cursor}", headers=self.token
            ).json()
            yield from (item["name"] for item in page["items"])
            cursor = page["next_cursor"]

    def named(self, name: str) -> tuple[bytes, dict[str, str]]:
        return json.dumps({"name": name}).encode(), {
            "Content-Type": "application/json",
            **self.token,
        }

    @staticmethod
    def made(answer: Answer) -> str:
        if answer.status != 201:
            raise SystemExit(f"The traffic cannot begin: {answer}")
        return answer.json()["id"]


def multipart(name: str, content: bytes) -> tuple[bytes, dict[str, str]]:
    boundary = "traffic-" + os.urandom(8).hex()
    head = (
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: text/plain\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
