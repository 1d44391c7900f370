"""Writes the grades, computed by the rule and corrected by who has read, or lists what to read."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand

from bench.corpora.originals import Original
from bench.relevance.judging import scan
from bench.relevance.management.commands.measure_relevance import systems
from bench.relevance.offers import documents, originals
from bench.relevance.questions import FOLDER, Request, requests

POOLED = 10  # of each system's list
SHOWN = 300  # characters of an offer


class Command(BaseCommand):
    """`judge_relevance`, or `judge_relevance --pool own-fr-01` to list the candidates."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose candidates to list."""
        parser.add_argument("--pool", nargs="*", default=None, help="requests; none means all")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, or list."""
        offers = originals()
        asked = requests()
        if options["pool"] is None:
            return self.write(asked, offers)
        wanted = [one for one in asked if not options["pool"] or one.id in options["pool"]]
        return self.list_candidates(wanted, offers)

    def write(self, asked: Sequence[Request], offers: Sequence[Original]) -> None:
        """What the rule says, with what was corrected by hand."""
        corrected = read_corrections()
        grades_by_request = {}
        for request in asked:
            grades = scan(request.reading, offers) | corrected.get(request.id, {})
            grades_by_request[request.id] = {
                str(worth): sorted(offer for offer, own in grades.items() if own == worth)
                for worth in (3, 2, 1, 0)
                if worth in grades.values()
            }
            counts = {worth: len(found) for worth, found in grades_by_request[request.id].items()}
            self.stdout.write(f"{request.id:12} {counts} {request.text[:60]}")
        text = json.dumps(grades_by_request, ensure_ascii=False, indent=0)
        (FOLDER / "grades.json").write_text(text + "\n", encoding="utf-8")

    def list_candidates(self, wanted: Sequence[Request], offers: Sequence[Original]) -> None:
        """The best of every system, each once, with the grade that stands now."""
        pools: dict[str, dict[int, None]] = {request.id: {} for request in wanted}
        for system in systems(list(documents(list(offers)))):
            for request in wanted:
                pools[request.id].update(dict.fromkeys(system.answer(request)[:POOLED]))
        for request in wanted:
            self.stdout.write(f"\n## {request.id} {request.text}")
            for pk in pools[request.id]:
                offer = offers[pk - 1]
                words = " ".join(offer.words.split())[:SHOWN]
                self.stdout.write(
                    f"{request.grades.get(offer.id, 0)} {offer.id} [{offer.sort}, {offer.place}, "
                    f"{offer.sleeps}p, {' '.join(sorted(offer.needs))}] {offer.title}: {words}"
                )


def read_corrections() -> dict[str, dict[str, int]]:
    """Grades that somebody gave after reading, against the rule's first word."""
    path = FOLDER / "corrections.json"
    if not path.exists():
        return {}
    corrections: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8"))
    return corrections
