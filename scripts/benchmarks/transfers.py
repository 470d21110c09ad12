"""Large documents, beside one client's own PUT and GET to the same object store."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
from botocore.config import Config

from . import server, setting
from .database import identifier
from .report import Report, at_least, at_most, middle, table

MIB = 64
AT_ONCE = 8
MORE_MIB = 64
PROJECT = identifier(2, 2)


def measure(report: Report) -> None:
    file = random_file()
    with server.serving() as running:
        token = server.sign_in()
        document = upload(file, token)
        store = Store(file)
        ups = [pair(lambda: upload(file, token), store.put, n) for n in range(setting.ROUNDS)]
        downs = [
            pair(lambda: download(document, token), store.get, n) for n in range(setting.ROUNDS)
        ]
        report.add(at_least(f"upload of {MIB} MiB: speed of a presigned PUT", share(ups), 0.9))
        report.add(at_least(f"download of {MIB} MiB: speed of a presigned GET", share(downs), 0.9))
        lines = [speeds("upload", ups), speeds("download", downs)]
        report.detail("Transfers", table(["", "through Quayside", "straight to the store"], lines))
        more = growth(running, file, token)
        report.add(
            at_most(
                f"{AT_ONCE} uploads of {MIB} MiB at once: more memory at the peak",
                more,
                MORE_MIB,
                " MiB",
            )
        )


def random_file() -> Path:
    file = setting.FOLDER / "large"
    with open("/dev/urandom", "rb") as source:
        file.write_bytes(source.read(MIB << 20))
    return file


class Store:
    """The object store as one client meets it."""

    def __init__(self, file: Path):
        self.file = file
        client = boto3.client(
            "s3",
            endpoint_url=setting.S3_ENDPOINT,
            region_name="us-east-1",
            aws_access_key_id=setting.S3_KEYS[0],
            aws_secret_access_key=setting.S3_KEYS[1],
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
        )
        where = {"Bucket": setting.BUCKET, "Key": "straight"}
        self.put_url = client.generate_presigned_url("put_object", where)
        self.get_url = client.generate_presigned_url("get_object", where)

    def put(self) -> None:
        curl("-T", self.file, self.put_url)

    def get(self) -> None:
        curl("-o", "/dev/null", self.get_url)


def upload(file: Path, token: str) -> str:
    """The new document's id."""
    return upload_to(PROJECT, file, token, "application/octet-stream")


def upload_to(project: str, file: Path, token: str, media_type: str) -> str:
    """The same in any project, of any type."""
    documents = f"{server.ORIGIN}/api/v1/projects/{project}/documents"
    answer = curl("-F", f"file=@{file};type={media_type}", documents, token=token)
    return answer.split('"id":"', 1)[1].split('"', 1)[0]


def download(document: str, token: str) -> None:
    path = f"{server.ORIGIN}/api/v1/documents/{document}/content"
    curl("-o", "/dev/null", path, token=token)


def curl(*arguments: str | Path, token: str | None = None) -> str:
    """What it prints. A token goes in by stdin: a command line is for everybody to read."""
    settings = f'header = "Authorization: Bearer {token}"' if token else ""
    command = ["curl", "-sS", "--fail", "--config", "-", *arguments]
    done = subprocess.run(command, input=settings, check=True, capture_output=True, text=True)
    return done.stdout


def pair(ours, theirs, number: int) -> tuple[float, float]:
    """Seconds of both; who goes first alternates."""
    if number % 2:
        second = seconds(theirs)
        return seconds(ours), second
    first = seconds(ours)
    return first, seconds(theirs)


def seconds(work) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def share(rounds: list[tuple[float, float]]) -> float:
    return middle([theirs / ours for ours, theirs in rounds])


def speeds(name: str, rounds: list[tuple[float, float]]) -> list[str]:
    ours, theirs = (middle([MIB / one[side] for one in rounds]) for side in (0, 1))
    return [name, f"{ours:.0f} MiB/s", f"{theirs:.0f} MiB/s"]


def growth(running: server.Server, file: Path, token: str) -> float:
    """How far the peak of memory rises above what was there, in MiB."""
    time.sleep(1)
    running.reset_peak()
    before = running.resident()
    with ThreadPoolExecutor(AT_ONCE) as clients:
        list(clients.map(lambda _: upload(file, token), range(AT_ONCE)))
    return running.peak() - before
