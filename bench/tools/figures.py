"""Figures: printed one a line, kept as JSON Lines. One that falls short fails nothing; it shows."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.machine import VAR

FOLDER = VAR / "figures"


@dataclass(frozen=True)
class Figure:
    """What was measured, and whether it holds to what was asked; without a target nobody asked."""

    name: str
    value: float
    unit: str
    target: str | None
    holds: bool | None

    def line(self) -> str:
        """The figure as a person reads it."""
        shown = f"{self.value:,.6g}".replace(",", " ")
        verdict = {True: "holds", False: "FALLS SHORT", None: ""}[self.holds]
        target = f"(target {self.target})" if self.target else ""
        words = (f"{self.name}:", shown, self.unit, target, verdict)
        return " ".join(word for word in words if word)


class Recorder:
    """The figures of one benchmark. A new run replaces those of the last one."""

    def __init__(self, benchmark: str, *, folder: Path = FOLDER, fresh: bool = True) -> None:
        self.path = folder / f"{benchmark}.jsonl"
        folder.mkdir(parents=True, exist_ok=True)
        if fresh:
            self.path.write_text("")

    def at_most(self, name: str, value: float, unit: str, limit: float) -> Figure:
        """Less is better."""
        return self._keep(Figure(name, value, unit, f"≤ {limit:g}", value <= limit))

    def at_least(self, name: str, value: float, unit: str, limit: float) -> Figure:
        """More is better."""
        return self._keep(Figure(name, value, unit, f"≥ {limit:g}", value >= limit))

    def exactly(self, name: str, value: float, unit: str, wanted: float) -> Figure:
        """Only this value is right."""
        return self._keep(Figure(name, value, unit, f"= {wanted:g}", value == wanted))

    def note(self, name: str, value: float, unit: str) -> Figure:
        """Nobody asked for a value: it helps to understand the others."""
        return self._keep(Figure(name, value, unit, None, None))

    def _keep(self, figure: Figure) -> Figure:
        with self.path.open("a") as file:
            file.write(json.dumps(asdict(figure), ensure_ascii=False) + "\n")
        print(figure.line(), flush=True)
        return figure
