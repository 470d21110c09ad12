"""A request of ours and the statements that it costs."""

import json
from dataclasses import dataclass
from functools import cache
from random import Random

from .database import Statement, identifier, statements_of
from .load import Load
from .server import ASKER, call

NEW_PROJECT = {"name": "Bench", "description": "Measured"}
CREATOR = "user2@desk.example"
"""Who gets all the projects that are created, so that the one who asks keeps a thousand."""
SMALL = range(2, 1001)
"""The projects of 150 documents."""


@dataclass
class Pair:
    """A request, and how much of pgbench's rate it should reach."""

    name: str
    target: float
    load: Load
    statements: list[Statement]
    fresh: tuple[str, ...] = ()
    asker: str = ASKER


@cache
def pairs() -> list[Pair]:
    """The three that have a target. A hundred rows take turns, so that no single one is hot."""
    chance = Random(1)
    projects = [identifier(2, n) for n in chance.sample(SMALL, 100)]
    documents = [identifier(3, n) for n in chance.sample(range(1, 200_001), 100)]
    lists = [f"/api/v1/projects/{one}/documents?limit=50" for one in projects]
    reads = [f"/api/v1/documents/{one}" for one in documents]
    return [
        get("list 50 documents", 0.45, lists),
        get("read one document", 0.38, reads),
        creation(),
    ]


def get(name: str, target: float, paths: list[str]) -> Pair:
    statements = statements_of(lambda token: call("GET", paths[0], token=token))
    return Pair(name, target, Load(paths), statements)


def creation() -> Pair:
    made: dict = {}

    def create(token: str) -> None:
        made.update(call("POST", "/api/v1/projects", NEW_PROJECT, token))

    statements = statements_of(create)
    rows = [one.parameters[0].strip("'") for one in statements if one.is_of("activity")]
    request = Load(["/api/v1/projects"], method="POST", body=json.dumps(NEW_PROJECT))
    return Pair("create a project", 0.38, request, statements, (made["id"], *rows), CREATOR)
