"""Replaces Django's `flush`, with which a test that commits ends: the template is put back.

Emptied tables would lack what the migrations wrote (root page, groups, collections) and cost a
TRUNCATE of each table and new permissions.
"""

from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections

from scripts import database_template


class Command(BaseCommand):
    """Make the database a copy of its template again, whatever a test committed."""

    help = "Puts the migrated template back (tests only)."
    requires_system_checks = ()
    stealth_options = ("reset_sequences", "allow_cascade", "inhibit_post_migrate")

    def add_arguments(self, parser):
        """The options of the command that this one replaces."""
        parser.add_argument("--noinput", action="store_false", dest="interactive")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS)

    def handle(self, *, database, **options):
        """Close our connection, copy, and forget the rows that are remembered by number."""
        connection = connections[database]
        connection.close()
        database_template.copy_template(connection.settings_dict, connection.settings_dict["NAME"])
        ContentType.objects.clear_cache()
