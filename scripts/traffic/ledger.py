"""What was asked and how it was answered."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from .client import Answer

WELL = "well"
REFUSED = "refused"  # 503, and it said when to come again
BROKEN = "broken"  # no answer, or one that broke off
WRONG = "wrong"  # anything else than what should have come

SLOW = "slow upload"  # how long it takes tells nothing


@dataclass
class Ledger:
    """Shared by all clients."""

    asked: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    repeated: int = 0
    kept: int = 0
    jobs: int = 0
    unfinished: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    slowest: float = 0.0
    outages: list[tuple[float, float]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, answer: Answer, well: bool, began: float) -> None:
        """One request, its first try: repeats are told apart."""
        outcome = WELL if well else verdict(answer)
        now = time.monotonic()
        with self.lock:
            self.asked[kind] += 1
            self.outcomes[outcome] += 1
            if well and kind != SLOW:
                self.slowest = max(self.slowest, now - began)
            if not well and kind != SLOW:
                self.outages.append((began - self.began, now - self.began))
            if not well:
                text = answer.problem or answer.body[:200].decode(errors="replace")
                self.examples.append(f"{began - self.began:.1f} s {kind} {answer.status} {text}")

    def note_repeat(self) -> None:
        with self.lock:
            self.repeated += 1

    def account(self) -> dict:
        return {
            "asked": sum(self.asked.values()),
            "kinds": dict(self.asked),
            **{one: self.outcomes[one] for one in (WELL, REFUSED, BROKEN, WRONG)},
            "repeated": self.repeated,
            "kept": self.kept,
            "jobs": self.jobs,
            "unfinished": len(self.unfinished),
            "lost": len(self.lost),
            "doubled": len(self.doubled),
            "slowest": round(self.slowest, 2),
            "outage": round(longest(self.outages), 2),
            "examples": self.examples[:20] + self.lost[:5] + self.doubled[:5] + self.unfinished[:5],
        }


def verdict(answer: Answer) -> str:
    if answer.status == 0:
        return BROKEN
    if answer.status == 503 and answer.retry_after:
        return REFUSED
    return WRONG


def longest(failures: list[tuple[float, float]]) -> float:
    """From the first failure to the last of a row of them that no calm second parts."""
    worst, start, end = 0.0, None, 0.0
    for began, ended in sorted(failures):
        if start is None or began > end + 1:
            start = began
        end = max(end, ended)
        worst = max(worst, end - start)
    return worst
