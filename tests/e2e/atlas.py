"""Every room of the road in the demonstration: who opens which doors, and the key they come with.

The demonstration has a database of its own, so this is asked in a process of the site itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, Q
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.pages.choices import BrowseBy
from cms.pages.models.destinations import DestinationPage
from commons.accounts.models import User
from commons.moderation.models import Case, Decision, Report
from commons.notifications.unsubscribe_links import DAILY, unsubscribe_link
from commons.organisations.actions import MandateOffer, invite_person
from commons.organisations.choices import MandateRole
from commons.organisations.models import Organisation
from hosting.calendars.models import Session
from hosting.communities.models.communities import Community, Membership
from hosting.offers.models.activities import Activity
from hosting.offers.models.offers import Offer
from hosting.offers.selectors.drafts import with_sort_order
from hosting.requests.models.requests import Request
from hosting.requests.models.saved_replies import SavedReply
from hosting.requests.states import RequestState
from tests.e2e.hosting_atlas import founding_rooms, kept_rooms
from tests.e2e.travel_atlas import travel_rooms

COMMUNITY = "Les Voisins du Cher"
HOST = "odile.marchand@example.org"
MANAGER = "jean.baptiste.okoye@example.org"
STEPS = ("words", "place", "rates", "photos", "limits", "finds", "access")
ENTRANCE = (
    *("login", "signup", "request_login_code", "email_verification_sent", "inactive"),
    *("reset_password", "reset_password_done", "reset_password_from_key_done"),
)
OWN = (
    *("notifications:desk", "notifications:notice-list", "accounts:settings", "privacy:my-data"),
    *("notifications:mails", "push_messages:browsers"),
    *("accounts:account-close", "account_email", "account_change_password", "account_logout"),
    *("usersessions_list", "hosting:request-list", "hosting:membership-list"),
    *("search:saved-list", "hosting:favourite-lists", "profiles:edit"),
    *("organisations:organisation-list", "organisations:organisation-create"),
    "hosting:co-hosting",
)


def addresses_json(language: str = "fr") -> str:
    """Each person by their address, with a session and the pages that they open, as JSON."""
    with translation.override(language):
        found = [(email, [str(url) for url in urls]) for email, urls in _rooms()]
    return json.dumps([[email, session_of(email), urls] for email, urls in found])


def session_of(email: str) -> str:
    if not email:
        return ""
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _rooms() -> Iterable[tuple[str, list[str]]]:
    community = Community.objects.get(name=COMMUNITY)
    yield "", [*_public(community), *(reverse(f"account_{name}") for name in ENTRANCE)]
    yield "camille.roussel@example.org", _of_a_traveller(community)
    yield HOST, _of_a_host()
    yield "therese.gaillard@example.org", _of_a_sponsor(community)
    yield "yann.le.goff@example.org", _of_a_candidate()
    yield "nadia.belkacem@example.org", _of_a_coordinator(community)
    yield "", _ends_of_mails(User.objects.get(email=HOST))
    for email, state in {
        "association.les.petits.pas@example.org": RequestState.TENTATIVE,
        "lina.schubert@example.org": RequestState.CANCELLED,
        "miguel.santos@example.org": RequestState.NO_SHOW,
        "jean.baptiste.okoye@example.org": RequestState.EXPIRED,
    }.items():
        yield email, [Request.objects.get(guest__email=email, state=state).get_absolute_url()]
    yield MANAGER, _of_a_manager()
    yield from kept_rooms(community)
    yield from founding_rooms()
    yield from travel_rooms()


def _of_a_manager() -> list[str]:
    """An organisation with its people, an invitation, and the form that asks who is asking."""
    organisation = Organisation.objects.get(mandates__person__email=MANAGER)
    mandate = organisation.mandates.get(role=MandateRole.REPRESENTATIVE)
    manager = User.objects.get(email=MANAGER)
    offered = MandateOffer("new.colleague@example.org", MandateRole.REPRESENTATIVE)
    invitation = invite_person(organisation=organisation, offered=offered, by=manager)
    stay = Offer.objects.get(host__email=HOST, kind="stay")
    return [
        reverse("organisations:organisation-list"),
        organisation.get_absolute_url(),
        reverse("organisations:organisation-edit", args=[organisation.public_id]),
        reverse("organisations:mandate-change", args=[organisation.public_id, mandate.public_id]),
        invitation.get_absolute_url(),
        reverse("hosting:request-ask", args=[stay.address]),
    ]


def _ends_of_mails(person: User) -> list[str]:
    links = (unsubscribe_link(person, code) for code in ("messages", DAILY))
    return [link.removeprefix(settings.BASE_URL) for link in links]


def _public(community: Community) -> list[str]:
    pages = Page.objects.live().filter(
        depth__gt=1, locale__language_code=translation.get_language()
    )
    offers = reverse("search:offer-list")
    return [
        *(page.specific.get_url() for page in pages.order_by("path")),
        *(f"{offers}{asked}" for asked in ("", "?place=Tours&kind=stay&adults=2", "?adults=300")),
        *(f"{reverse('search:map')}{asked}" for asked in ("", "?place=Tours&kind=stay")),
        *(offer.get_absolute_url() for offer in Offer.objects.filter(host__email=HOST)),
        _often(),
        reverse("hosting:community-list"),
        *(f"{reverse('hosting:become-host')}{asked}" for asked in ("", "?place=Tours")),
        community.get_absolute_url(),
        reverse("hosting:community-notes", args=[community.address]),
        reverse("hosting:offer-notes", args=[Offer.objects.filter(host__email=HOST)[0].address]),
        reverse("core:card", args=["community", community.public_id]),
        *_wandered(community),
        *_reporting(community),
        f"{offers}nowhere/",
    ]


def _often() -> str:
    """An activity with more dates than its page shows at once."""
    dates = Count("sessions", filter=Q(sessions__in=Session.objects.upcoming()))
    activities = Activity.objects.public().annotate(dates=dates).order_by("-dates", "pk")
    return activities[0].get_absolute_url()


def _wandered(community: Community) -> list[str]:
    """What lies around things, and the ways into the stories."""
    offer = Offer.objects.public().filter(community=community).order_by("pk").first()
    assert offer is not None
    return [
        reverse("cms:around-offer", args=[offer.address]),
        reverse("cms:around-community", args=[community.address]),
        reverse("cms:around-place", args=[_destination(community).slug]),
        *(reverse("cms:way-in", kwargs={"way": way}) for way in BrowseBy),
        reverse("cms:way-in-entry", kwargs={"way": BrowseBy.SEASON, "key": "now"}),
    ]


def _destination(community: Community) -> DestinationPage:
    pages = DestinationPage.objects.live().filter(communities=community)
    return pages.filter(locale__language_code=translation.get_language())[0]


def _reporting(community: Community) -> list[str]:
    """The forms, and the receipt."""
    stay = Offer.objects.get(host__email=HOST, kind="stay")
    return [
        reverse("moderation:report", args=["offer", stay.public_id]),
        reverse("moderation:report", args=["community", community.public_id]),
        reverse("moderation:report-thanks"),
    ]


def _of_a_traveller(community: Community) -> list[str]:
    asked = Request.objects.filter(guest__email="camille.roussel@example.org")
    agreed = asked.get(state=RequestState.AGREED)
    requestable = Offer.objects.filter(host__email=HOST).exclude(kind="tip")
    return [
        *(reverse(name) for name in OWN),
        *(reverse("hosting:request-ask", args=[offer.address]) for offer in requestable),
        *(one.get_absolute_url() for one in asked),
        *(
            reverse(f"hosting:agreement-{one}", args=[agreed.public_id])
            for one in ("print", "cancel")
        ),
        agreed.host.get_absolute_url(),
        reverse("moderation:report-list"),
        *(one.get_absolute_url() for one in Report.objects.filter(by=agreed.guest)),
        reverse("conversations:thread-detail", args=[agreed.thread.public_id]),
        reverse("hosting:membership-apply", args=[community.public_id]),
        reverse("hosting:founding-ask"),
    ]


def _of_a_host() -> list[str]:
    offers = {offer.kind: offer for offer in Offer.objects.filter(host__email=HOST)}
    stay, walk = offers["stay"], offers["activity"]
    unit = stay.specific.units.first()
    names = [
        *(
            ("host-today",),
            ("host-offers",),
            ("offer-start",),
            ("host-calendar",),
            ("calendar-links",),
        ),
        *(("host-statistics",), ("saved-replies",)),
        ("unit-calendar", unit.public_id),
        *(("offer-overview", offer.public_id) for offer in offers.values()),
        *((f"offer-{step}", stay.public_id) for step in (*STEPS, "units", "declaration")),
        *((name, stay.public_id) for name in ("unit-add", "rate-choose")),
        ("unit-change", stay.public_id, unit.public_id),
        ("rate-change", stay.public_id, with_sort_order(stay.rates.all())[0].sort_order),
        ("rate-add", stay.public_id, "free_price"),
        ("co-host-list", stay.public_id),
        ("photo-describe", walk.public_id, walk.photos.first().photo.public_id),
        ("offer-translation", stay.public_id, "en"),
        *((name, walk.public_id) for name in ("offer-sessions", "session-add")),
        ("session-change", walk.public_id, walk.specific.sessions.all()[0].public_id),
        *(("offer-preview", offer.public_id) for offer in offers.values()),
        ("saved-reply-change", SavedReply.objects.filter(host__email=HOST)[0].public_id),
    ]
    received = Request.objects.filter(host__email=HOST, offer=stay)
    open_request = received.unanswered().order_by("pk")[0]
    return [
        reverse("notifications:desk"),
        reverse("emergency:standby"),
        *(one.get_absolute_url() for one in Decision.objects.filter(case__authors__email=HOST)),
        *(reverse(f"hosting:{name}", args=args) for name, *args in names),
        *(one.get_absolute_url() for one in received),
        reverse("hosting:proposal-make", args=[open_request.public_id]),
        Membership.objects.get(person__email=HOST).get_absolute_url(),
    ]


def _of_a_sponsor(community: Community) -> list[str]:
    candidates = reverse("hosting:candidate-list", args=[community.public_id])
    return [candidates, *_memberships(community)[:1]]


def _of_a_candidate() -> list[str]:
    return [Membership.objects.get(person__email="yann.le.goff@example.org").get_absolute_url()]


def _of_a_coordinator(community: Community) -> list[str]:
    waiting = [one for one in Offer.objects.filter(community=community) if one.workflow_in_progress]
    rooms = (
        *("desk", "members", "write", "story", "photo", "charter", "rules", "attestations"),
        *("figures", "log"),
    )
    return [
        reverse("notifications:desk"),
        reverse("notifications:notice-list"),
        reverse("hosting:concern-list"),
        *_deciding(community),
        *(one.get_absolute_url() for one in Case.objects.filter(kind="offer")),
        *(reverse(f"hosting:coordination-{name}", args=[community.public_id]) for name in rooms),
        *(
            reverse("hosting:review-detail", args=[community.public_id, one.public_id])
            for one in waiting
        ),
        *_memberships(community),
    ]


def _deciding(community: Community) -> list[str]:
    """The desk of cases, and the ways to decide unasked and to lift what is in force."""
    queue = reverse("moderation:case-list")
    in_force = Case.objects.within(community).with_hidden_content().order_by("pk")[0]
    return [
        queue,
        f"{queue}?list=decided",
        in_force.get_absolute_url(),
        reverse("moderation:case-lift", args=[in_force.public_id]),
        reverse("moderation:decide", args=["member", _plain_member(community)]),
    ]


def _plain_member(community: Community) -> str:
    """Somebody whom a coordinator could suspend."""
    members = community.memberships.active().filter(is_coordinator=False).order_by("pk")
    return members[0].public_id


def _memberships(community: Community) -> list[str]:
    return [one.get_absolute_url() for one in community.memberships.candidates()]
