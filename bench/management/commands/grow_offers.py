"""Copies public offers until there are so many, and brings the index up to date."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from bench.cases.scaling import scale_to


class Command(BaseCommand):
    """`grow_offers 20000`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("size", type=int)

    def handle(self, *args: Any, size: int, **options: Any) -> None:
        """Offers, what is found, and what a database knows of its tables."""
        scale_to(size)
        call_command("search", "rebuild", verbosity=0)
        if connection.vendor == "postgresql":  # as its own clock does once a table has grown
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
