"""What a host finds in the host space."""

from django.db.models import QuerySet

from commons.accounts.models import User
from hosting.enums import OfferState
from hosting.models import Unit


def units_of(person: User) -> QuerySet[Unit]:
    """Whatever this host lets people sleep in."""
    return (
        Unit.objects.filter(stay__host=person)
        .exclude(stay__state=OfferState.WITHDRAWN)
        .select_related("stay")
        .order_by("stay__title", "stay", "sort_order", "pk")
    )
