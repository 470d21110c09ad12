"""What scripts/bench hands over: where things are, and how long to measure."""

import os
from pathlib import Path

FOLDER = Path(os.environ["BENCH_FOLDER"])
BINARY = os.environ["BENCH_BINARY"]
PG_BIN = Path(os.environ["BENCH_PG_BIN"])
PG_LOG = Path(os.environ["BENCH_PG_LOG"])
REPORT = Path(os.environ["BENCH_REPORT"])
BUCKET = os.environ["BENCH_BUCKET"]
DATABASE_URL = os.environ["DATABASE_URL"]
OWNER_URL = os.environ["MIGRATION_DATABASE_URL"]
REDIS_URL = os.environ["BENCH_REDIS_URL"]
METRICS_ADDRESS = os.environ["METRICS_ADDRESS"]
S3_ENDPOINT = os.environ["S3_ENDPOINT"]
S3_KEYS = os.environ["S3_ACCESS_KEY_ID"], os.environ["S3_SECRET_ACCESS_KEY"]
PORT = int(os.environ["PORT"])

SECONDS = float(os.environ.get("BENCH_SECONDS", "5"))
"""How long one load lasts."""
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
"""How often a pair is measured; the median counts."""
