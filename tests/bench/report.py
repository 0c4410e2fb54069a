"""Figures beside their aims: a table for people, JSON for whoever compares releases."""

import json
import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from web.wire import release

NO_AIM = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured. Shape: at_most or at_least is the aim, None where there is none."""

    part: str
    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def is_met(self) -> bool:
        is_low = self.at_least is not None and self.value < self.at_least
        is_high = self.at_most is not None and self.value > self.at_most
        return not is_low and not is_high

    @property
    def aim(self) -> str:
        if self.at_most is not None:
            return f"≤ {_number(self.at_most)} {self.unit}"
        return NO_AIM if self.at_least is None else f"≥ {_number(self.at_least)} {self.unit}"


Note = Callable[[Figure], None]


class Report:
    """Collects figures and prints each as soon as it is known."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []

    def note(self, figure: Figure) -> None:
        if not self.figures:
            print(f"{'':2} {'what':62} {'figure':>18} {'aim':>16}")
        self.figures.append(figure)
        value = f"{_number(figure.value)} {figure.unit}"
        mark = "" if figure.is_met else "  missed"
        print(f"{figure.part:2} {figure.name:62} {value:>18} {figure.aim:>16}{mark}", flush=True)

    def write(self, path: Path) -> None:
        """Figures of parts that were not measured this time stay as they were."""
        parts = {figure.part for figure in self.figures}
        kept = json.loads(path.read_text())["figures"] if path.exists() else []
        figures = [each for each in kept if each["part"] not in parts]
        figures += [asdict(figure) | {"is_met": figure.is_met} for figure in self.figures]
        machine = {
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "processors": os.cpu_count(),
            "platform": platform.platform(),
        }
        figures.sort(key=lambda each: str(each["part"]))
        found = {"release": release.name(), "machine": machine, "figures": figures}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")


def say(line: str) -> None:
    """Progress, beside the table."""
    print(f"   … {line}", file=sys.stderr, flush=True)


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}".rstrip("0").rstrip(".") if value < 10 else f"{value:.1f}"
