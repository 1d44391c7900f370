"""Whom an employer's list names among those who wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from commons.accounts.models import User
from emergency.activations.states.activations import Proof
from emergency.housing.models.requests import HousingRequest, HousingRequestQuerySet
from emergency.housing.models.verification import RosterEntry, RosterUpload
from emergency.housing.selectors.verification import TO_PROVE
from emergency.housing.states.requests import RequestState


@dataclass(frozen=True, slots=True)
class Named:
    """A request that the list names. With `why_not` a person has to look."""

    request: HousingRequest
    why_not: str


def named_by(roster: RosterUpload, viewer: User) -> list[Named]:
    """Those who wait for a proof that their category takes, the most pressing first."""
    keys = Q(digest=OuterRef("phone_digest")) | Q(digest=OuterRef("email_digest"))
    lines = RosterEntry.objects.filter(keys, upload=roster)
    rows = requests_beside(roster, viewer).filter(Exists(lines), state__in=TO_PROVE)
    # Others with the same telephone or e-mail, unless a person said that it is the same.
    phone = Q(phone_digest=OuterRef("phone_digest")) & ~Q(phone_digest="")
    email = Q(email_digest=OuterRef("email_digest")) & ~Q(email_digest="")
    others = HousingRequest.objects.filter(phone | email, activation=OuterRef("activation"))
    gone = (RequestState.DUPLICATE, RequestState.WITHDRAWN)
    rows = rows.annotate(
        clear=Exists(lines.filter(is_shared=False)),
        twice=Exists(others.exclude(pk=OuterRef("pk")).exclude(state__in=gone)),
    )
    listed = rows.select_related("submission", "activation", "category").by_clock()
    takes: list[Any] = [one for one in listed if one.category.takes(Proof.ROSTER)]
    named = []
    for one in takes[:MOST]:
        if one.twice:
            why_not = _("another request has the same phone number or email address")
        elif not one.clear:
            why_not = _("the phone number or email address is on several lines of the list")
        else:
            why_not = ""
        named.append(Named(one, why_not))
    return named


MOST: Final = 500  # by one press, and on the page; the next one takes the rest


def requests_beside(roster: RosterUpload, viewer: User) -> HousingRequestQuerySet:
    """Those of its emergency that the viewer looks after, named in it or not."""
    return HousingRequest.objects.looked_after_by(viewer).filter(activation=roster.activation_id)
