"""Rows that several parts of one benchmark make in one database, one process after the other."""

from commons.accounts.models import User
from commons.geography.models import Locality
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory


def count_on() -> None:
    """Number people and places after those of an earlier part, or the first name is taken."""
    UserFactory.reset_sequence(User.objects.count())
    LocalityFactory.reset_sequence(Locality.objects.count())
