"""HTTP over one kept connection, as a browser or a script keeps it."""

import http.client
import json
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """Status 0: there was none, or it broke off."""

    status: int
    body: bytes = b""
    retry_after: str | None = None
    problem: str = ""

    def json(self) -> dict:
        return json.loads(self.body)


class Client:
    """Never asks twice by itself: what fails is somebody's to see."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._connection = http.client.HTTPSConnection(
            address.hostname or "", address.port, timeout=30, context=ssl.create_default_context()
        )

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        seconds: float = 0,
    ) -> Answer:
        """`seconds` is how long the body takes, as over a poor line."""
        sent: bytes | Iterator[bytes] | None = body
        if body and seconds:
            sent = in_pieces(body, seconds)
            headers = {**(headers or {}), "Content-Length": str(len(body))}
        try:
            self._connection.request(method, path, sent, headers or {})
            answer = self._connection.getresponse()
            return Answer(answer.status, answer.read(), answer.getheader("Retry-After"))
        except (OSError, http.client.HTTPException) as problem:
            self._connection.close()
            return Answer(0, problem=repr(problem))


def in_pieces(body: bytes, seconds: float, pieces: int = 20) -> Iterator[bytes]:
    size = len(body) // pieces + 1
    for start in range(0, len(body), size):
        time.sleep(seconds / pieces)
        yield body[start : start + size]
