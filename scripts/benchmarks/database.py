"""The database below, and pgbench with the statements that the server really sends."""

import json
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from . import server, setting

HERE = Path(__file__).parent
PSQL = [setting.PG_BIN / "psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"]
PSQL += ["-d", setting.OWNER_URL]


def psql(text: str) -> str:
    """What the database answers, one row a line, columns divided by `|`."""
    done = subprocess.run(
        PSQL,
        input=text,
        text=True,
        check=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout.strip()


def seed() -> None:
    """The rows of seed.sql; the first user gets a password through the API's own code."""
    subprocess.run([setting.BINARY, "migrate"], check=True, stdout=subprocess.DEVNULL)
    with server.serving():
        person = {"email": "template@desk.example", "name": "T", "password": server.PASSWORD}
        server.call("POST", "/api/v1/auth/register", person)
    psql((HERE / "seed.sql").read_text())
    psql(
        "WITH template AS (DELETE FROM users WHERE email LIKE 'template@%' RETURNING password_hash)"
        " UPDATE users SET password_hash = template.password_hash FROM template"
        " WHERE email LIKE 'user%'"
    )
    psql("VACUUM ANALYZE")
    psql("CHECKPOINT")


def identifier(kind: int, number: int) -> str:
    """The id of a row of seed.sql: 1 for users, 2 for projects, 3 for documents."""
    return f"{kind:08d}-0000-7000-8000-{number:012d}"


@dataclass
class Statement:
    """A statement with its parameters, as the database's log has them."""

    sql: str
    parameters: list[str]

    def is_of(self, table: str) -> bool:
        """Whether it adds a row here."""
        return self.sql.upper().startswith(f'INSERT INTO "{table}"'.upper())


LOGGED = re.compile(r"LOG:  (?:execute [^:]*|statement): (.*)")
PARAMETERS = re.compile(r"DETAIL:  (?i:parameters): (.*)")
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")


def statements_of(ask, stranger: bool = False) -> list[Statement]:
    """The statements that the server sends for one request, read off the database's log.

    `ask` sends it, twice: the first time loads what later requests find remembered. A `stranger`
    comes with a session that was never seen, of which nothing is remembered.
    """
    psql("ALTER DATABASE quayside_bench SET log_statement = 'all'")
    try:
        with server.serving(DATABASE_POOL_SIZE="1"):
            token = server.sign_in()
            ask(token)
            if stranger:
                token = server.sign_in()
            time.sleep(0.2)
            begin = setting.PG_LOG.stat().st_size
            ask(token)
            time.sleep(0.2)
    finally:
        psql("ALTER DATABASE quayside_bench RESET log_statement")
    with open(setting.PG_LOG, encoding="utf-8") as log:
        log.seek(begin)
        return parse_log(log.read())


def parse_log(text: str) -> list[Statement]:
    """Statements with their parameters, in order; those of psql are left out."""
    found: list[Statement] = []
    for line in text.splitlines():
        if statement := LOGGED.search(line):
            found.append(Statement(statement[1], []))
        elif parameters := PARAMETERS.search(line):
            found[-1].parameters = [value for _, value in PARAMETER.findall(parameters[1])]
    return [one for one in found if not one.sql.startswith("ALTER DATABASE")]


def script(statements: list[Statement], fresh: tuple[str, ...] = ()) -> str:
    """A script for pgbench: parameters become its variables, which it sends as parameters again.

    `fresh` are parameters that must be new each time: the ids of what is created.
    """
    lines = [r"\set fresh random(1, 999999999999)"] if fresh else []
    for number, statement in enumerate(statements):
        names = [
            NEW_ID if value.strip("'") in fresh else f":p{number}_{position}"
            for position, value in enumerate(statement.parameters, 1)
        ]
        lines.append(filled(statement.sql, names) + ";")
    return "\n".join(lines) + "\n"


NEW_ID = "('0000000f-0000-7000-8000-' || lpad(:fresh::text, 12, '0'))::uuid"


def filled(sql: str, values: list[str]) -> str:
    """A statement with these in place of $1, $2 and so on."""
    return re.sub(r"\$(\d+)", lambda place: values[int(place[1]) - 1], sql)


def variables(statements: list[Statement]) -> list[str]:
    """The values of a script's variables, as arguments of pgbench."""
    arguments = []
    for number, statement in enumerate(statements):
        for position, value in enumerate(statement.parameters, 1):
            if value != "NULL":
                plain = value[1:-1].replace("''", "'")
                arguments += ["-D", f"p{number}_{position}={plain}"]
    return arguments


def pgbench(statements: list[Statement], clients: int, fresh: tuple[str, ...] = ()) -> float:
    """How often per second these statements run, prepared, from `clients` connections."""
    path = setting.FOLDER / "pgbench.sql"
    path.write_text(script(statements, fresh))
    command = [setting.PG_BIN / "pgbench", "-n", "-M", "prepared", f"-c{clients}", "-j2"]
    command += [f"-T{max(1, round(setting.SECONDS))}", "-f", path, *variables(statements)]
    done = subprocess.run(
        command + [setting.DATABASE_URL], check=False, text=True, capture_output=True
    )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    failed = re.search(r"number of failed transactions: ([1-9]\d*)", done.stdout)
    if done.returncode or not found or failed:
        raise RuntimeError(f"pgbench: {done.stdout}{done.stderr}")
    return float(found[1])


def plan(statement: Statement) -> str:
    """How the database runs a statement (EXPLAIN ANALYZE), without what varies."""
    sql = filled(statement.sql, statement.parameters)
    answer = json.loads(psql(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}"))[0]
    lines: list[str] = []
    walk(answer["Plan"], 0, lines)
    lines.append(f"{answer['Execution Time']:.2f} ms")
    return "\n".join(lines)


def walk(node: dict, depth: int, lines: list[str]) -> None:
    """One line a node of a plan."""
    where = " using " + node["Index Name"] if "Index Name" in node else ""
    on = " on " + node["Relation Name"] if "Relation Name" in node else ""
    lines.append(f"{'  ' * depth}{node['Node Type']}{where}{on} (rows={node['Actual Rows']})")
    for child in node.get("Plans", []):
        walk(child, depth + 1, lines)
