"""A photograph, wherever everybody sees it; packages above add places of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.media.actions import erase_quarantined_photo, quarantine_photo, restore_photo
from commons.media.models import Photo
from commons.moderation.reportable_types import ReportableType, Words
from commons.moderation.states import Measure
from core.registry import Registry
from core.values.pictures import Picture
from hosting.communities.models.communities import Community
from hosting.communities.selectors.coordinators import coordinated_communities, coordinators_of
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto


class PhotoUsage:
    """Where photographs stand: who is concerned there, and who decides."""

    def page_of(self, photo: Photo) -> str:
        """Where everybody sees it here, or nothing."""
        raise NotImplementedError

    def parties_of(self, photo: Photo) -> Iterable[User]:
        """Whoever shows it, beside who brought it."""
        return ()

    def decided_by(self, person: Any) -> QuerySet[Photo]:
        return Photo.objects.none()

    def deciders_of(self, photo: Photo) -> Iterable[User]:
        return ()

    def within(self, community: Any) -> QuerySet[Photo]:
        return Photo.objects.none()

    def made_from(self, photo: Photo) -> Iterable[Photo]:
        """What is shown in its stead: it goes and comes with it."""
        return ()


_usages = Registry[PhotoUsage]()


def register_photo_usage(place: PhotoUsage) -> None:
    _usages.register(place)


class OfferPhotoUsage(PhotoUsage):
    def page_of(self, photo: Photo) -> str:
        stands = OfferPhoto.objects.filter(photo=photo, offer__in=Offer.objects.public())
        found = stands.select_related("offer").first()
        return str(found.offer.get_absolute_url()) if found else ""

    def parties_of(self, photo: Photo) -> QuerySet[User]:
        hosts = OfferPhoto.objects.filter(photo=photo).values("offer__host")
        people: QuerySet[User] = User.objects.filter(pk__in=hosts)
        return people

    def decided_by(self, person: Any) -> QuerySet[Photo]:
        there = OfferPhoto.objects.filter(offer__community__in=coordinated_communities(person))
        return Photo.objects.filter(pk__in=there.values("photo"))

    def deciders_of(self, photo: Photo) -> QuerySet[User]:
        stands = OfferPhoto.objects.filter(photo=photo)
        return coordinators_of(*stands.values_list("offer__community", flat=True))

    def within(self, community: Any) -> QuerySet[Photo]:
        there = OfferPhoto.objects.filter(offer__community=community)
        return Photo.objects.filter(pk__in=there.values("photo"))


class CommunityPhotoUsage(PhotoUsage):
    """Its coordinators chose it, so only the co-operative decides."""

    def page_of(self, photo: Photo) -> str:
        community = Community.objects.public().filter(photo=photo).first()
        return community.get_absolute_url() if community else ""


class ReportablePhoto(ReportableType):
    """Hidden means covered, wherever it stands."""

    name = "photo"
    label = gettext_lazy("a photo")
    model = Photo

    def find(self, public_id: str, visitor: Visitor) -> Photo | None:
        found = Photo.objects.filter(public_id=public_id, withheld__isnull=True).first()
        return found if found and self.page_of(found) else None

    def title_of(self, subject: Photo) -> str:
        return str(subject.description or subject.title)

    def page_of(self, subject: Photo) -> str:
        return next(filter(None, (place.page_of(subject) for place in _usages)), "")

    def words_of(self, subject: Photo) -> Words:
        return [
            (_("Photo description"), subject.description),
            (_("Credit line"), subject.credit),
            (_("Name"), subject.title),
        ]

    def pictures_of(self, subject: Photo) -> Iterable[Picture]:
        return () if subject.withheld else (subject.picture,)

    def authors_of(self, subject: Photo) -> Iterable[User]:
        """Whoever brought it; where nobody did, or they are gone, whoever shows it."""
        person = subject.uploaded_by_user
        return (person,) if person is not None else _people_showing(subject)

    def parties_of(self, subject: Photo) -> Iterable[User]:
        return [*self.authors_of(subject), *_people_showing(subject)]

    def measures_on(self, subject: Photo) -> tuple[Measure, ...]:
        """Nobody is suspended for what somebody else brought."""
        closed = {Measure.SUSPENDED} if subject.uploaded_by_user is None else set()
        return tuple(one for one in self.measures if one not in closed)

    def decided_by(self, person: Any) -> QuerySet[Photo]:
        return _union(place.decided_by(person) for place in _usages)

    def deciders_of(self, subject: Photo) -> Iterable[User]:
        return [person for place in _usages for person in place.deciders_of(subject)]

    def within(self, place: Any) -> QuerySet[Photo]:
        return _union(one.within(place) for one in _usages)

    def hide(self, subject: Photo, *, by: Actor) -> None:
        for photo in _with_derived_photos(subject):
            quarantine_photo(photo=photo)

    def show(self, subject: Photo, *, by: Actor) -> None:
        for photo in _with_derived_photos(subject):
            restore_photo(photo=photo)

    def erase(self, subject: Photo, *, by: Actor) -> None:
        for photo in _with_derived_photos(subject):
            erase_quarantined_photo(photo=photo)


def numbered_photo_label(number: int, words: str) -> str:
    """How a page names one of its photographs."""
    return _("Photo %(number)s: %(words)s") % {"number": number, "words": words}


def _people_showing(photo: Photo) -> list[User]:
    people = (person for place in _usages for person in place.parties_of(photo))
    return list(dict.fromkeys(people))


def _union(found: Iterable[QuerySet[Photo]]) -> QuerySet[Photo]:
    there = Q(pk__in=())
    for photos in found:
        there |= Q(pk__in=photos.values("pk"))
    return Photo.objects.filter(there)


def _with_derived_photos(photo: Photo) -> list[Photo]:
    return [photo, *(made for place in _usages for made in place.made_from(photo))]


for place in (OfferPhotoUsage(), CommunityPhotoUsage()):
    register_photo_usage(place)
