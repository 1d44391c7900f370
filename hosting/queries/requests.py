"""What the two sides of a request read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from phonenumber_field.phonenumber import PhoneNumber

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from core.geo import Point
from hosting.enums import ProposalState, RequestState
from hosting.models import Agreement, Offer, Place, Proposal, Request
from hosting.queries.local_rules import told_rules


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """What the two sides may know of each other once they agree."""

    host: Person
    guest: Person
    address: str
    locality: str
    directions: str
    point: Point | None


def askable_by(person: User) -> QuerySet[Offer]:
    """What this person may ask for, or reads on their own page, with the rules that hold there."""
    offers = Offer.objects.visible_to(person).select_related("place", "host")
    found: QuerySet[Offer] = offers.annotate(rules_told=told_rules("community"))
    return found


def requests_for(person: User) -> QuerySet[Request]:
    """Both the received and the sent ones, with what a line of a list shows."""
    return (
        Request.objects.visible_to(person)
        .select_related("offer", "guest", "host", "session", "agreement")
        .order_by("-sent_at", "-pk")
    )


def waiting_for(person: User) -> QuerySet[Request]:
    """Requests that this host hasn't answered, the most urgent first."""
    return (
        Request.objects.unanswered()
        .filter(host=person)
        .exclude(proposals__by=person, proposals__state=ProposalState.OPEN)
        .select_related("offer", "guest", "session")
        .order_by("answer_by", "pk")
    )


def arriving_at(person: User) -> QuerySet[Agreement]:
    """Whom this host expects, the next first."""
    return (
        Agreement.objects.filter(host=person, request__state=RequestState.AGREED)
        .select_related("request", "guest", "session")
        .order_by("check_in", "starts_at", "pk")
    )


def room_of(person: Visitor) -> QuerySet[Request]:
    """Requests with all that their page shows."""
    return (
        Request.objects.visible_to(person)
        .annotate(rules_told=told_rules("offer__community"))
        .select_related(
            "offer__place__locality",
            "offer__community",
            "guest",
            "host",
            "thread",
            "request_set",
            "unit",
            "session",
            "agreement__unit",
            "agreement__session",
        )
        .prefetch_related(
            "needs",
            Prefetch("proposals", Proposal.objects.select_related("by", "unit", "session")),
            "agreement__notes__author",
            "agreement__notes__about",
        )
    )


def contacts_for(visitor: Visitor, request: Request) -> Contacts | None:
    """The only way from the private address to a page: for those who may know it."""
    if not visitor.has_perm("hosting.see_contacts", request):
        return None
    place: Place | None = request.offer.place
    return Contacts(
        host=_person(request.host),
        guest=_person(request.guest),
        address=place.address if place else "",
        locality=place.locality.name if place else "",
        directions=place.directions if place else "",
        point=place.exact_point if place else None,
    )


def _person(user: User) -> Person:
    phone = user.phone.as_international if isinstance(user.phone, PhoneNumber) else ""
    return Person(user.signature, phone, user.email)
