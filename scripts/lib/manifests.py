"""Does each manifest of a target set what the application reads, and nothing else?

    manifests.py COMPOSE-FILE...

A service that sets APP_ENV is one of ours. Prints what is wrong, one line each, and exits 1.
"""

import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
READER = ROOT / "backend/src/config/reader.rs"
LEAST = {"DATABASE_URL", "SECRET_KEYS"}


def main(manifests):
    variables = known()
    problems = [
        f"{manifest}: {service}: {problem}"
        for manifest in manifests
        for service, settings in ours(manifest)
        for problem in wrong(settings, variables)
    ]
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


def known():
    """What the code reads: each variable, and whether it is a secret."""
    text = READER.read_text()
    variables = text[text.index("pub const VARIABLES") :].split("];")[0]
    return {name: secret == "true" for name, secret in re.findall(r'\("(\w+)", (\w+)\)', variables)}


def ours(manifest):
    services = yaml.safe_load(Path(manifest).read_text())["services"]
    found = [
        (name, environment)
        for name, service in services.items()
        if "APP_ENV" in (environment := service.get("environment", {}))
    ]
    return found or sys.exit(f"{manifest}: no service sets APP_ENV")


def wrong(settings, variables):
    readable = set(variables) | {f"{name}_FILE" for name, secret in variables.items() if secret}
    for name in sorted(set(settings) - readable):
        yield f"nothing reads {name}"
    for name in sorted(LEAST - {name.removesuffix("_FILE") for name in settings}):
        yield f"{name} is missing"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
