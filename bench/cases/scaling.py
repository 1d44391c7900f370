"""More offers of the same kind: those of the demonstration, copied with all they hold.

Each round copies people, homes, rates and photographs. Every other round stays in its communities,
so that these grow; the others found communities of their own elsewhere in France.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import batched
from random import Random
from typing import Final

from django.db import models, transaction

from commons.accounts.models import User
from commons.geography.choices import LocalityKind
from commons.geography.models import Locality
from core.ids import new_public_id
from hosting.calendars.models import CalendarPeriod, Session
from hosting.communities.models.communities import Community, Membership
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.places import Place
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay, Unit, UnitBed
from hosting.offers.models.workspaces import Workspace

BATCH: Final = 500
APART: Final = 0.03  # degrees: copies of a house stand around it
KINDS: Final[tuple[type[Offer], ...]] = (Stay, Workspace, Activity, Product, Tip)
OF_OFFERS: Final[tuple[type[models.Model], ...]] = (
    *(Rate, AccessSurvey, OfferPhoto),
    *(Offer.needs.through, Offer.interests.through, Offer.causes.through),
)

type Keys = Mapping[int, int]  # of the original: that of the copy


def scale_to(total: int) -> None:
    """Copy what is public until there are so many public offers."""
    patterns = list(Offer.objects.public().order_by("pk").values_list("pk", flat=True))
    missing = total - len(patterns)
    for number, start in enumerate(range(0, max(missing, 0), len(patterns))):
        CopyRound(number, patterns[: missing - start]).copy()


def copy_rows[Row: models.Model](rows: Iterable[Row], **moved: Keys) -> dict[int, int]:
    """Write them once more, with other keys in these columns. What must be unique is drawn anew."""
    fresh = list(rows)
    known = [row.pk for row in fresh]
    for row in fresh:
        row.pk, row._state.adding = None, True
        for name, keys in moved.items():
            setattr(row, name, keys.get(getattr(row, name)))
        for field in row._meta.concrete_fields:
            if field.unique and field.has_default():
                setattr(row, field.attname, field.get_default())
    for some in batched(fresh, BATCH, strict=False):
        type(some[0])._default_manager.bulk_create(some)
    return dict(zip(known, (row.pk for row in fresh), strict=True))


class CopyRound:
    """One more of each of these offers."""

    def __init__(self, number: int, patterns: list[int]) -> None:
        self.number, self.patterns = number, patterns
        self.offers = Offer.objects.filter(pk__in=patterns)
        self.random = Random(number)  # noqa: S311  no secret

    @transaction.atomic
    def copy(self) -> None:
        """From people to the beds in their houses."""
        self.join()
        offers = self.copy_offers()
        for model in OF_OFFERS:
            copy_rows(model._default_manager.filter(offer__in=self.patterns), offer_id=offers)
        sessions = Session.objects.filter(activity__in=self.patterns)
        copy_rows(sessions, activity_id=offers)
        units = copy_rows(Unit.objects.filter(stay__in=self.patterns), stay_id=offers)
        desks = Unit.objects.filter(workspace__in=self.patterns)
        units |= copy_rows(desks, workspace_id=offers)
        copy_rows(UnitBed.objects.filter(unit__in=units), unit_id=units)
        copy_rows(CalendarPeriod.objects.filter(unit__in=units), unit_id=units)

    @cached_property
    def people(self) -> Keys:
        """Hosts under addresses of their own."""
        hosts = list(User.objects.filter(pk__in=self.offers.values("host")))
        for host in hosts:
            host.email = f"{new_public_id()}@copied.invalid"
        return copy_rows(hosts)

    @cached_property
    def communities(self) -> Keys:
        """The same ones, or one for each of them elsewhere."""
        here = Community.objects.filter(pk__in=self.offers.values("community"))
        if self.number % 2 == 0:
            return {one.pk: one.pk for one in here}
        communes = Locality.objects.filter(kind=LocalityKind.COMMUNE).order_by("pk")
        chosen = self.random.sample(list(communes.values_list("pk", flat=True)), len(here))
        for one, locality in zip(here, chosen, strict=True):
            one.locality_id = locality
        return copy_rows(here)

    def join(self) -> None:
        """Whoever hosts is a member where the offer is."""
        members = Membership.objects.active().filter(person__in=self.people)
        known = members.filter(community__in=self.communities)
        copy_rows(known, person_id=self.people, community_id=self.communities)

    def copy_offers(self) -> Keys:
        """The base rows at once, the rows of each kind one by one, which Django leaves to us."""
        places = self.copy_places()
        offers = copy_rows(
            self.offers, host_id=self.people, community_id=self.communities, place_id=places
        )
        bases = Offer.objects.in_bulk(offers.values())
        for kind in KINDS:
            for one in kind._default_manager.filter(pk__in=self.patterns):
                base = bases[offers[one.pk]]
                for field in Offer._meta.concrete_fields:
                    setattr(one, field.attname, getattr(base, field.attname))
                one.pk, one._state.adding = base.pk, True
                one.save_base(raw=True, force_insert=True)
        return offers

    def copy_places(self) -> Keys:
        """A little aside; with its community where that went elsewhere."""
        away = self._away()
        by_place = dict(self.offers.values_list("place", "community"))
        places = list(Place.objects.filter(pk__in=by_place))
        for place in places:
            north, east = away[by_place[place.pk]]
            north += self.random.uniform(-APART, APART)
            east += self.random.uniform(-APART, APART)
            place.latitude = round(place.latitude + north, 3)
            place.longitude = round(place.longitude + east, 3)
            place.exact_latitude += north
            place.exact_longitude += east
        return copy_rows(places, host_id=self.people)

    def _away(self) -> dict[int, tuple[float, float]]:
        """By community: degrees to the north and to the east."""
        both = [*self.communities.keys(), *self.communities.values()]
        found = Community.objects.select_related("locality").in_bulk(both)
        points = {pk: one.point for pk, one in found.items()}
        return {
            old: (
                points[new].latitude - points[old].latitude,
                points[new].longitude - points[old].longitude,
            )
            for old, new in self.communities.items()
        }
