"""Compare signed heads with the logs."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commons.signing.models import PublishedHead
from commons.signing.selectors import faults_of_heads


class Command(BaseCommand):
    help = "Checks the signatures of published heads, and that the logs still lead to them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "copy",
            nargs="?",
            help="A copy of /.well-known/hirondelle/heads.json that somebody kept elsewhere.",
        )

    def handle(self, *args: Any, copy: str | None, **options: Any) -> None:
        """Raises CommandError, so exits with 1, where a head doesn't hold."""
        documents = _heads_in(Path(copy)) if copy else None
        if documents is None:
            rows = PublishedHead.objects.order_by("pk")
            documents = list(rows.values_list("document", flat=True))
        faults = list(faults_of_heads(documents))
        for words in faults:
            self.stderr.write(words)
        if faults:
            raise CommandError(f"{len(faults)} of {len(documents)} heads don’t hold.")
        self.stdout.write(f"{len(documents)} heads hold.")


def _heads_in(path: Path) -> list[Any]:
    try:
        heads = json.loads(path.read_text())["heads"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path} is no copy of heads.json: {error}") from error
    if not isinstance(heads, list):
        raise CommandError(f"{path} is no copy of heads.json.")
    if not heads:
        raise CommandError(f"{path} holds no heads: there is nothing to compare.")
    return heads
