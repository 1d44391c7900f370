"""How often a word is taken for a place: titles of homes in four cities, and hard cases."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from bench.relevance.hard_cases import hard_cases, heard_in
from bench.relevance.titles import CENTRES, TOURAINE, Hearing, hear, titles_of
from bench.tools.figures import Recorder
from commons.geography.models import Locality

MOST_FAR = 5.0  # of a hundred titles


class Command(BaseCommand):
    """`measure_hearing`."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """A house in Touraine and one in the city itself, for each city."""
        if not Locality.objects.exists():
            call_command("load_geography", verbosity=0)
        self.keep = Recorder("hearing")
        for city, centre in CENTRES.items():
            titles = list(titles_of(city))
            self.tell(f"{city}, offers in Touraine", hear(titles, house=TOURAINE))
            self.tell(f"{city}, offers in the city", hear(titles, house=centre))
        self.hard_cases()

    def tell(self, where: str, hearing: Hearing) -> None:
        """Of all titles, those heard as a place more than 60 km from the home."""
        self.keep.note(f"{where}: titles", hearing.titles, "")
        self.keep.note(f"{where}: heard as a place", hearing.heard, "")
        share = round(100 * hearing.share_far, 2)
        self.keep.at_most(f"{where}: heard as one far away", share, "% of titles", MOST_FAR)

    def hard_cases(self) -> None:
        """Those that are heard otherwise are shown."""
        cases = hard_cases()
        wrong = [
            (text, heard, actual) for text, heard in cases if (actual := heard_in(text)) != heard
        ]
        for text, heard, actual in wrong:
            self.stdout.write(f"{text!r}: {actual or 'nothing'} instead of {heard or 'nothing'}")
        self.keep.exactly(
            "hard cases heard rightly", len(cases) - len(wrong), "of them", len(cases)
        )
