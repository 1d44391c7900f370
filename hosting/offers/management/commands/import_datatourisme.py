"""Take in what public tourist bodies publish: as landmarks, or as drafts of a member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import batched
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from commons.accounts.models import User
from core.files.datatourisme.files import BrokenFileError, Raw, objects_in
from core.files.datatourisme.things import NotUnderstoodError, Thing, thing_of
from hosting.communities.models.communities import Community, Membership
from hosting.offers.actions.imports import ImportResult, import_drafts, import_landmarks
from hosting.offers.choices.lists import OfferLanguage

AT_ONCE: Final = 250  # objects in memory, and in one transaction
MOST_NAMES: Final = 500  # of predicates: a hostile file brings a new one with every line
LONGEST_NAME: Final = 100
SHOWN: Final = 20  # refusals by name; the rest is counted

type ImportFunction = Callable[..., ImportResult]


def printable(name: str) -> str:
    """Without signs that would speak to a terminal."""
    return name[:LONGEST_NAME].encode("unicode_escape").decode()


class Command(BaseCommand):
    """A file may be taken in again: what was taken once is not taken twice."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, help="one JSON object per line (.jsonl, .jsonl.gz), or a .zip feed"
        )
        parser.add_argument("--as", dest="what", choices=("places", "drafts"), default="places")
        parser.add_argument(
            "--community", default="", help="id of the community the drafts are for"
        )
        parser.add_argument(
            "--by", default="", help="email address of the member responsible for the drafts"
        )
        parser.add_argument("--language", default="fr", choices=OfferLanguage.values)

    def handle(self, *args: Any, **options: Any) -> None:
        self.refused: list[str] = []
        self.parsed = 0
        self.why: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.totals: Counter[str] = Counter()
        import_things = self._import_function(options)
        console = Console(stderr=True, quiet=options["verbosity"] == 0)
        columns = (SpinnerColumn(), TextColumn("{task.completed} objects"), TimeElapsedColumn())
        with Progress(*columns, console=console) as progress:
            broken = self._read(options["file"], import_things, progress)
        self._report()
        if broken:
            raise CommandError(f"{options['file']} couldn’t be read to the end: {broken}")
        if not self.parsed:
            words = "Give a file with one JSON object per line, or the .zip of a feed."
            raise CommandError(f"No objects found in {options['file']}. {words}")

    def _import_function(self, options: dict[str, Any]) -> ImportFunction:
        if options["what"] == "places":
            return import_landmarks
        community = Community.objects.filter(public_id=options["community"][-8:]).first()
        if community is None:
            raise CommandError("Drafts need a community: give its id with --community.")
        person = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if (
            person is None
            or not Membership.objects.filter(community=community, person=person).exists()
        ):
            raise CommandError("Drafts need an owner: give a member’s email address with --by.")
        return partial(import_drafts, community=community, by=person, language=options["language"])

    def _read(self, path: Path, import_things: ImportFunction, progress: Progress) -> str:
        """What came before the end of a file that breaks off stays taken; why it broke is told."""
        task = progress.add_task("", total=None)
        try:
            for raws in batched(objects_in(path), AT_ONCE, strict=False):
                self._add_counts(import_things(things=list(self._parse(raws))))
                progress.update(task, advance=len(raws))
        except BrokenFileError as error:
            return str(error)
        except PermissionDenied as refusal:
            raise CommandError(
                "This member doesn’t have permission to write for this community."
            ) from refusal
        return ""

    def _parse(self, raws: Iterable[Raw]) -> Iterator[Thing]:
        for raw in raws:
            try:
                thing = thing_of(raw)
            except NotUnderstoodError as error:
                self._refuse(raw.where, str(error))
            else:
                self.parsed += 1
                self._count_unread(thing)
                yield thing

    def _count_unread(self, thing: Thing) -> None:
        for name in thing.left_out:
            label = printable(name)
            there = label in self.unread or len(self.unread) < MOST_NAMES
            self.unread[label if there else "others"] += 1

    def _add_counts(self, result: ImportResult) -> None:
        self.totals.update(new=result.new, known=result.known)
        for thing, why in result.left_out:
            self._refuse(thing.id, why)

    def _refuse(self, where: str, why: str) -> None:
        self.why[why.partition(":")[0]] += 1
        if len(self.refused) < SHOWN:
            self.refused.append(f"  {printable(where)}: {why}")

    def _report(self) -> None:
        new, known = self.totals["new"], self.totals["known"]
        self.stdout.write(f"{new} imported, {known} already there", self.style.SUCCESS)
        if self.why:
            self.stdout.write(f"{self.why.total()} skipped:")
            self._counts(self.why)
            self.stdout.write("the first ones:")
            self.stdout.write("\n".join(self.refused))
        if self.unread:
            self.stdout.write("ignored, by predicate:")
            self._counts(self.unread)

    def _counts(self, counts: Counter[str]) -> None:
        for name, count in counts.most_common():
            self.stdout.write(f"  {count:>7} {name}")
