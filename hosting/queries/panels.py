"""What hosting puts on the desk and on the page of a person, and how its notices are fetched."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, register_on_desk, register_on_person
from commons.notifications.selectors import register_subjects
from hosting.enums import RequestState
from hosting.models import (
    Activity,
    Agreement,
    Attestation,
    Concern,
    LocalRule,
    Membership,
    Note,
    Offer,
    Product,
    Proposal,
    Request,
    Stay,
    Tip,
)
from hosting.queries.requests import requests_for, unanswered_requests_of

ROWS = 5
UNDER_WAY = (
    RequestState.SENT,
    RequestState.TENTATIVE,
    RequestState.HELD,
    RequestState.AGREED,
)


def desk_panels(person: User) -> Iterator[Panel]:
    """Questions to this host, then every conversation under way."""
    waiting = list(unanswered_requests_of(person)[:ROWS])
    if waiting:
        yield Panel(
            title=_("Asked of you"),
            template="hosting/parts/desk_requests.html",
            rows=[(request, person) for request in waiting],
            waiting=unanswered_requests_of(person).count(),
            url=reverse("hosting:host-today"),
            more=_("My host space"),
        )
    under_way = requests_for(person).filter(state__in=UNDER_WAY)
    others = under_way.exclude(pk__in=[request.pk for request in waiting])[:ROWS]
    yield Panel(
        title=_("My requests"),
        template="hosting/parts/desk_requests.html",
        rows=[(request, person) for request in others],
        url=reverse("hosting:request-list"),
        more=_("All my requests"),
    )


def person_panels(person: User, viewer: User) -> Iterator[Panel]:
    """Where this person is a member, and the words that others left."""
    memberships = Membership.objects.active().filter(person=person).select_related("community")
    if rows := list(memberships.order_by("community__name")):
        yield Panel(_("Communities"), "hosting/parts/person_communities.html", rows)
    notes = Note.objects.shown().filter(about=person).select_related("author")
    if words := list(notes[:ROWS]):
        yield Panel(_("Notes left by others"), "hosting/parts/person_notes.html", words)


register_on_desk(desk_panels, waits=lambda person: [unanswered_requests_of(person)])
register_on_person(person_panels)
register_subjects(
    Request.objects.select_related("guest", "host", "offer"),
    Proposal.objects.select_related("by", "request__offer"),
    Agreement.objects.select_related("request__offer__place__locality", "host", "guest"),
    Concern.objects.select_related("request"),
    Note.objects.select_related("author", "agreement__request"),
    Membership.objects.select_related("person", "community"),
    LocalRule.objects.select_related("community"),
    Attestation.objects.select_related("membership__person", "membership__community", "by"),
    Offer.objects.select_related("host", "community"),
    *(kind.objects.select_related("host", "community") for kind in (Stay, Activity, Product, Tip)),
)
