"""Rows that several parts of one benchmark make in one database, one process after the other."""

from typing import Final

from commons.accounts.models import User
from commons.geography.models import Locality
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory

SIX_DIGITS: Final = 100_000  # no commune of the gazetteer has that many in its code


def count_on() -> None:
    """Number people and places after those of an earlier part, or the first name is taken."""
    UserFactory.reset_sequence(User.objects.count())
    LocalityFactory.reset_sequence(SIX_DIGITS + Locality.objects.count())
