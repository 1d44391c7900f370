"""Rooms that the demonstration holds only once somebody has done something: it is done here."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from cms.pages.models.destinations import destinations_coordinated_by
from commons.accounts.models import User
from commons.geography.models import Locality
from hosting.communities.actions import founding
from hosting.communities.models.announcements import Announcement
from hosting.communities.models.communities import Community
from hosting.favourites.actions import create_list, save_favourite, share_list
from hosting.offers.models.offers import Offer

KEEPER = "agathe.lemoine@example.org"
FOUNDERS = ("lina.schubert@example.org", "miguel.santos@example.org", "yann.le.goff@example.org")
KEPT_OF_EACH_KIND = 2


def kept_rooms(community: Community) -> Iterable[tuple[str, list[str]]]:
    """Lists of favourites, full and empty, the shared one, and the words of coordinators."""
    keeper = User.objects.get(email=KEEPER)
    empty, full = (create_list(name=name, by=keeper) for name in ("Un jour", "En Touraine"))
    for kind in ("stay", "workspace", "activity", "product", "tip"):
        for offer in Offer.objects.public().filter(kind=kind).order_by("pk")[:KEPT_OF_EACH_KIND]:
            save_favourite(offer=offer, by=keeper, into=full)
    shared = share_list(favourite_list=full, by=keeper)
    yield "", [shared.share_path]
    yield (
        KEEPER,
        [
            reverse("hosting:favourite-lists"),
            *(one.get_absolute_url() for one in (shared, empty)),
            reverse("travel_stories:trip-add-list", args=[shared.public_id]),
        ],
    )
    coordinator = User.objects.get(email="nadia.belkacem@example.org")
    destination = destinations_coordinated_by(coordinator)[0]
    written = [destination.locale.language_code, destination.slug]
    yield coordinator.email, [reverse("cms:destination-write", args=written)]
    announcement = Announcement.objects.filter(community=community)[0]
    yield "odile.marchand@example.org", [announcement.get_absolute_url()]


def founding_rooms() -> Iterable[tuple[str, list[str]]]:
    """A community that is asked for, as its founders see it and as the co-operative does."""
    by, *others = (User.objects.get(email=email) for email in FOUNDERS)
    data = founding.FoundingRequestData(
        name="Les Voisins de la Creuse",
        language="fr",
        locality=Locality.objects.order_by("pk")[0],
        why="Entre nos trois villages passe une rivière, et personne ne la descend encore.",
        founders=[other.email for other in others],
    )
    request = founding.send_founding_request(data=data, by=by)
    for person in (by, others[0]):
        yield person.email, [request.get_absolute_url()]
    runs_all = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")[0]
    queue = [reverse("hosting:founding-list"), request.get_absolute_url()]
    yield runs_all.email, queue
