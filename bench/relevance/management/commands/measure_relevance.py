"""Asks every system every request and prints how good the lists are."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from rich.progress import track

from bench.relevance.measures import Marks, marks_of
from bench.relevance.offers import documents, originals
from bench.relevance.questions import Request, requests
from bench.relevance.systems import (
    AsTyped,
    FirstRing,
    ModelSearch,
    PlainBM25,
    System,
    Understanding,
)
from bench.tools.engines import engines, fill
from bench.tools.figures import Recorder
from commons.geography.models import Locality

ABOVE = 0.10
EMPTY = 0.05


class Command(BaseCommand):
    """`measure_relevance --verbose`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which requests, and how much to tell."""
        parser.add_argument("--ours", action="store_true", help="only requests of our own")
        parser.add_argument("--alone", action="store_true", help="without Wagtail's modelsearch")
        parser.add_argument("--verbose", action="store_true", help="each request by itself")

    def handle(self, *args: Any, **options: Any) -> None:
        """Every engine that can be reached, then both baselines."""
        if not Locality.objects.exists():
            call_command("load_geography", verbosity=0)
        offers = originals(cities=not options["ours"])
        found = list(documents(offers))
        self.keys = {document.pk: document.public_id for document in found}
        self.asked = requests(ours_only=options["ours"])
        marks = {}
        for system in systems(found, alone=options["alone"]):
            marks[system.name] = self.marks_of(system)
            self.show(system.name, marks[system.name])
        if options["verbose"]:
            self.show_each(marks)
        keep(marks, self.asked)

    def marks_of(self, system: System) -> list[Marks]:
        """What its lists are worth, one by one."""
        asked = track(self.asked, description=system.name, transient=True)
        return [
            marks_of(request, [self.keys[pk] for pk in system.answer(request)]) for request in asked
        ]

    def show(self, name: str, marks: Sequence[Marks]) -> None:
        """All requests, and those of each language."""
        for language in ("", "fr", "en"):
            some = [
                mark
                for mark, request in zip(marks, self.asked, strict=True)
                if request.language.startswith(language)
            ]
            mean = Marks.mean(some)
            self.stdout.write(
                f"{name:28} {language or 'all':4} {len(some):3} requests  "
                f"nDCG@10 {mean.ndcg:.3f}  recall@50 {mean.recall:.3f}  empty {mean.empty:.1%}"
            )

    def show_each(self, marks: dict[str, list[Marks]]) -> None:
        """nDCG@10 of each request by each system; a star where the list is empty."""
        self.stdout.write("\n" + " | ".join(marks))
        for number, request in enumerate(self.asked):
            cells = (
                f"{own[number].ndcg:.2f}{'*' * int(own[number].empty)}" for own in marks.values()
            )
            good = len(request.relevant)
            self.stdout.write(f"{request.id:11} {good:4}  {'  '.join(cells)}  {request.text[:70]}")


def systems(found: Sequence[Any], *, alone: bool = False) -> Iterator[System]:
    """Ours as a traveller meets them, ours as typed, and the others."""
    for engine in engines():
        fill(engine, found)
        yield Understanding(engine)
        yield FirstRing(engine)
        yield AsTyped(engine)
    if not alone:
        yield ModelSearch(found)
    yield PlainBM25(found)


def keep(marks: dict[str, list[Marks]], asked: Sequence[Request]) -> None:
    """The figures, with what the issue asks for."""
    recorder = Recorder("relevance", fresh=connection.vendor == "sqlite")
    means = {name: Marks.mean(own) for name, own in marks.items()}
    others = max(mean.ndcg for name, mean in means.items() if is_baseline(name))
    for name, mean in means.items():
        on = f"{name} on {connection.vendor}, {len(asked)} requests"
        if is_baseline(name) or "," in name:
            recorder.note(f"{on}: nDCG@10", round(mean.ndcg, 3), "")
        else:
            limit = round(others + ABOVE, 3)
            recorder.at_least(f"{on}: nDCG@10", round(mean.ndcg, 3), "", limit)
            recorder.at_most(f"{on}: empty answers", round(mean.empty, 3), "", EMPTY)
        recorder.note(f"{on}: recall@50", round(mean.recall, 3), "")


def is_baseline(name: str) -> bool:
    """Whether somebody else's search answers under this name."""
    return name.startswith(("modelsearch", "plain"))
