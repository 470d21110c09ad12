"""A photograph's thumbnail, beside vipsthumbnail."""

import os
import subprocess
import time
from pathlib import Path

from . import setting
from .report import Report, at_most, middle

WIDTH, HEIGHT = 4000, 3000
RATIO = 4
PEAK_MIB = 150
RENDER = ["render", "thumbnail", "image/jpeg", "--memory", str(512 << 20), "--seconds", "30"]


def measure(report: Report) -> None:
    baseline, progressive = photographs()
    # The first run of either finds nothing in the system's cache.
    ours(baseline), theirs(baseline)
    rounds = [ours(baseline)[0] / theirs(baseline)[0] for _ in range(4 * setting.ROUNDS)]
    report.add(
        at_most(
            "thumbnail of a 12-megapixel JPEG: time of vipsthumbnail", middle(rounds), RATIO, "x"
        )
    )
    for name, photograph in [("12-megapixel", baseline), ("progressive", progressive)]:
        peak = max(ours(photograph)[1] for _ in range(setting.ROUNDS))
        report.add(at_most(f"thumbnail of a {name} JPEG: peak memory", peak, PEAK_MIB, " MiB"))


def photographs() -> tuple[Path, Path]:
    """Clouds with the noise of a sensor, as a camera and as a web site would save them."""
    at = [setting.FOLDER / f"{name}.v" for name in ("clouds", "noise", "grey", "turned", "colours")]
    clouds, noise, grey, turned, colours = map(str, at)
    size = (str(WIDTH), str(HEIGHT))
    vips("fractsurf", clouds, *size, "2.3")
    vips("gaussnoise", noise, *size, "--sigma", "6", "--mean", "0")
    vips("scale", clouds, grey)
    vips("add", grey, noise, colours)
    vips("cast", colours, grey, "uchar")
    vips("rot", grey, turned, "d180")
    vips("bandjoin", f"{grey} {turned} {grey}", noise)
    vips("copy", noise, colours, "--interpretation", "srgb")
    files = setting.FOLDER / "baseline.jpg", setting.FOLDER / "progressive.jpg"
    vips("jpegsave", colours, str(files[0]), "--Q", "90")
    vips("jpegsave", colours, str(files[1]), "--Q", "90", "--interlace")
    for one in at:
        one.unlink()
    return files


def vips(*arguments: str) -> None:
    subprocess.run(["vips", *arguments], check=True, capture_output=True)


def ours(photograph: Path) -> tuple[float, float]:
    return run([setting.BINARY, *RENDER], photograph)


def theirs(photograph: Path) -> tuple[float, float]:
    target = setting.FOLDER / "theirs.jpg"
    return run(["vipsthumbnail", str(photograph), "--size", "320x320", "-o", f"{target}[Q=80]"])


def run(command: list[str], document: Path = Path(os.devnull)) -> tuple[float, float]:
    """Seconds from start to end, and the peak of resident memory in MiB."""
    with document.open("rb") as given, open(os.devnull, "wb") as taken:
        began = time.monotonic()
        child = subprocess.Popen(
            command, stdin=given, stdout=taken, env={"PATH": os.environ["PATH"]}
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return seconds, usage.ru_maxrss / 1024
