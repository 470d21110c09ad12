"""What was measured: figures beside their targets, and the details behind them."""

from dataclasses import dataclass, field
from statistics import median


@dataclass
class Row:
    """A figure beside its target."""

    what: str
    figure: str
    target: str
    reached: bool


@dataclass
class Report:
    """Everything that a run found, in order."""

    rows: list[Row] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Takes a figure, and shows it."""
        self.rows.append(row)
        verdict = "ok    " if row.reached else "MISSED"
        print(f"{verdict}  {row.what}: {row.figure} ({row.target})")

    def detail(self, title: str, text: str) -> None:
        """Takes what stands below the targets, and shows it."""
        self.details.append((title, text))
        print(f"\n{title}\n{text}\n")


def at_least(what: str, value: float, target: float, unit: str = "") -> Row:
    """A figure that should be large."""
    return Row(what, f"{value:.2f}{unit}", f"at least {target:g}{unit}", value >= target)


def at_most(what: str, value: float, target: float, unit: str = "") -> Row:
    """A figure that should be small."""
    return Row(what, f"{value:.1f}{unit}", f"at most {target:g}{unit}", value <= target)


def middle(values: list[float]) -> float:
    """The median, which one disturbed round does not move."""
    return median(values)


def table(columns: list[str], lines: list[list[str]]) -> str:
    """A table in Markdown."""
    rows = [columns, ["---"] * len(columns), *lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
