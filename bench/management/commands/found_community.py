"""Make a community with one member, and print their names for a command line."""

from typing import Any

from django.core.management.base import BaseCommand

from tests.factories.hosting import MembershipFactory


class Command(BaseCommand):
    """`import_datatourisme` asks for both."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """The id of the community, the e-mail of the member."""
        member = MembershipFactory()
        self.stdout.write(f"{member.community.public_id} {member.person.email}")
