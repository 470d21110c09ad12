"""As much of a Redis client as publishing takes."""

import socket
from urllib.parse import urlsplit

from . import setting


class Redis:
    """A connection."""

    def __init__(self):
        url = urlsplit(setting.REDIS_URL)
        self.stream = socket.create_connection((url.hostname, url.port)).makefile("rwb")
        self._ask("AUTH", url.username, url.password)

    def publish(self, channel: str, message: str) -> None:
        """Returns when Redis has taken it."""
        self._ask("PUBLISH", channel, message)

    def _ask(self, *words: str) -> None:
        parts = [f"*{len(words)}", *(part for word in words for part in (f"${len(word)}", word))]
        self.stream.write("".join(f"{part}\r\n" for part in parts).encode())
        self.stream.flush()
        answer = self.stream.readline()
        if not answer.startswith((b"+", b":")):
            raise RuntimeError(f"Redis: {answer!r}")
