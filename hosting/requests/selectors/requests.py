"""What the two sides of a request read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.geography.gazetteer import fold
from core.values.geo import Point
from hosting.communities.presenters.local_rules import rules_subquery
from hosting.offers.models.offers import Offer
from hosting.requests.models.agreements import Agreement, AgreementContacts
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.selectors.request_sections import section_prefetches
from hosting.requests.states import ProposalState, RequestState


@dataclass(frozen=True, slots=True)
class ContactPerson:
    name: str
    phone: str
    email: str

    def __str__(self) -> str:
        """`Odile · +33 6 39 98 00 01 · odile@example.org`."""
        return " · ".join(part for part in (self.name, self.phone, self.email) if part)


@dataclass(frozen=True, slots=True)
class Contacts:
    """What the two sides may know of each other once they agree."""

    host: ContactPerson
    guest: ContactPerson
    address: str
    locality: str
    directions: str
    point: Point | None

    @property
    def address_lines(self) -> list[str]:
        """Street and town, each once: many write the town behind their street themselves."""
        written = fold(self.address.rpartition(",")[2].strip().lstrip("0123456789- "))
        town = "" if written and written == fold(self.locality) else self.locality
        return [line for line in (self.address, town) if line]

    @property
    def address_in_words(self) -> str:
        """On one line."""
        return ", ".join(self.address_lines)


def requestable_by(person: User) -> QuerySet[Offer]:
    """What this person may ask for, or reads on their own page, with the rules that hold there."""
    offers = Offer.objects.visible_to(person).select_related("place", "host")
    annotated: QuerySet[Offer] = offers.annotate(rules_json=rules_subquery("community"))
    return annotated


def requests_for(person: User) -> QuerySet[Request]:
    """Both the received and the sent ones, with what a line of a list shows."""
    return (
        Request.objects.visible_to(person)
        .with_terms()
        .select_related("guest", "host")
        .order_by("-sent_at", "-pk")
    )


def unanswered_requests_of(person: User) -> QuerySet[Request]:
    """Requests that this host hasn't answered, the most urgent first."""
    return (
        Request.objects.unanswered()
        .filter(host=person)
        .exclude(proposals__by=person, proposals__state=ProposalState.OPEN)
        .with_terms()
        .select_related("guest")
        .order_by("answer_by", "pk")
    )


def upcoming_agreements_of(person: User) -> QuerySet[Agreement]:
    """Whom this host expects, the next first."""
    return (
        Agreement.objects.filter(host=person, request__state=RequestState.AGREED)
        .select_related("request__offer__place__locality", "guest")
        .order_by("check_in", "starts_at", "pk")
    )


def requests_with_details(person: Visitor) -> QuerySet[Request]:
    """Requests with all that their page shows."""
    return (
        Request.objects.visible_to(person)
        .annotate(rules_json=rules_subquery("offer__community"))
        .select_related(
            "offer__place__locality",
            "offer__community",
            "guest",
            "host",
            "thread",
            "request_set",
            "unit",
            "session",
            "agreement__contacts",
            "agreement__unit",
            "agreement__session",
        )
        .prefetch_related(
            "needs",
            Prefetch("proposals", Proposal.objects.select_related("by", "unit", "session")),
            *section_prefetches(),
        )
    )


def contacts_for(visitor: Visitor, request: Request) -> Contacts | None:
    """The only way from the private address to a page, as it was on the day of the agreement.

    None for those who may not read it, and once it is erased.
    """
    if not visitor.has_perm("requests.see_contacts", request):
        return None
    agreement: Agreement = request.agreement
    frozen: AgreementContacts | None = getattr(agreement, "contacts", None)
    if frozen is None:
        return None
    return Contacts(
        host=ContactPerson(agreement.host_name, frozen.host_phone, frozen.host_email),
        guest=ContactPerson(agreement.guest_name, frozen.guest_phone, frozen.guest_email),
        address=frozen.address,
        locality=frozen.locality,
        directions=frozen.directions,
        point=frozen.point,
    )
