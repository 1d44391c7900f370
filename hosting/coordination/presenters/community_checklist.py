"""How far a community has come: five steps, each read from what there is.

The steps are those of Les Oiseaux de Passage, the co-operative of hospitality.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import KeyedRegistry
from hosting.communities.models.communities import Community, Membership
from hosting.communities.presenters.onboarding import ChecklistStep
from hosting.communities.states import CommunityState
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.requests.models.requests import Request

_place_content = KeyedRegistry[str, Exists]()


def register_place_content(**marks: Exists) -> None:
    """A package above says what tells the place of a community: asked about `OuterRef("pk")`."""
    for mark, exists in marks.items():
        _place_content.register(mark, exists)


def community_steps(community: Community) -> list[ChecklistStep]:
    """Five steps; the first that isn't done comes next. One read."""
    # The community with four numbers (`…_counted`), `has_causes` and the marks.
    here = OuterRef("pk")
    members = Membership.objects.active().filter(community=here)
    applications = Membership.objects.filter(community=here).exclude(words="")
    requests = Request.objects.filter(offer__community=here)
    causes = Community.causes.through.objects.filter(community=here)
    counted = Community.objects.annotate(
        members_counted=_count(members),
        offers_counted=_count(Offer.objects.public().filter(community=here)),
        applications_counted=_count(applications),
        requests_counted=_count(requests),
        has_causes=Exists(causes),
        **_place_content,
    ).get(pk=community.pk)
    steps = [
        _founding_step(counted),
        _content_step(counted),
        _offers_step(counted),
        _place_content_step(counted),
        _outreach_step(counted),
    ]
    following = next((step for step in steps if step.state != "done"), None)
    return [replace(step, state="next") if step is following else step for step in steps]


def _count(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.order_by().values(n=Func(F("pk"), function="COUNT")), IntegerField())


def _founding_step(counted: Any) -> ChecklistStep:
    title = _("Start the community")
    has_enough = counted.members_counted >= settings.HOSTING_SPONSORS_NEEDED
    text = ngettext("%(count)s active member", "%(count)s active members", counted.members_counted)
    text %= {"count": counted.members_counted}
    if has_enough and counted.state == CommunityState.DRAFT:
        waiting = _("Waiting for the co-operative to make the community public")
        return ChecklistStep(title, f"{text} · {waiting}", "")
    if has_enough and counted.is_public:
        return ChecklistStep(title, text, "done", "", _("View members"))
    if counted.state == CommunityState.DRAFT:
        missing = settings.HOSTING_SPONSORS_NEEDED - counted.members_counted
        words = ngettext(
            "%(count)s more founder must sign the charter",
            "%(count)s more founders must sign the charter",
            missing,
        )
        text = f"{text} · {(words % {'count': missing})}"
    return ChecklistStep(title, text, "", _page("members", counted), _("View members"))


def _content_step(counted: Any) -> ChecklistStep:
    title = _("Complete your page")
    if not counted.photo_id:
        text, page, label = _("A photo is missing"), "photo", _("Add a photo")
    elif not counted.has_causes:
        text, page, label = (
            _("Not filled in yet: what you stand for"),
            "story",
            _("Complete your story"),
        )
    else:
        return ChecklistStep(title, _("A story, a photo and what you stand for"), "done")
    return ChecklistStep(title, text, "", _page(page, counted), label)


def _offers_step(counted: Any) -> ChecklistStep:
    title = _("Publish offers")
    if not counted.offers_counted:
        url = _offer_start(counted)
        return ChecklistStep(title, _("No public offer yet"), "", url, _("Add an offer"))
    text = ngettext("%(count)s public offer", "%(count)s public offers", counted.offers_counted)
    return ChecklistStep(title, text % {"count": counted.offers_counted}, "done")


def _place_content_step(counted: Any) -> ChecklistStep:
    title = _("Tell people about your area")
    if any(getattr(counted, mark) for mark in _place_content):
        return ChecklistStep(title, _("Your area has public pages"), "done")
    text = _("A tip, an itinerary or a page about your area that everyone can read")
    url = f"{_offer_start(counted)}&kind={OfferKind.TIP}"
    return ChecklistStep(title, text, "", url, _("Write a tip"))


def _offer_start(community: Community) -> str:
    """The form of a new offer, with this community chosen."""
    return f"{reverse('hosting:offer-start')}?community={community.public_id}"


def _outreach_step(counted: Any) -> ChecklistStep:
    title = _("Spread the word")
    if not counted.is_public:
        return ChecklistStep(title, _("Once your page is public"), "")
    if not counted.applications_counted and not counted.requests_counted:
        text = _("No one has asked to visit or join yet")
        return ChecklistStep(
            title, text, "", counted.get_absolute_url(), _("Open your page to share it")
        )
    guests = ngettext("%(count)s request", "%(count)s requests", counted.requests_counted)
    joining = ngettext(
        "%(count)s person asked to join",
        "%(count)s people asked to join",
        counted.applications_counted,
    )
    parts = (
        guests % {"count": counted.requests_counted},
        joining % {"count": counted.applications_counted},
    )
    return ChecklistStep(title, " · ".join(parts), "done")


def _page(name: str, community: Community) -> str:
    return reverse(f"hosting:coordination-{name}", args=[community.address])


register_place_content(
    gives_tips=Exists(
        Offer.objects.public().filter(community=OuterRef("pk"), kind=OfferKind.TIP).order_by()
    )
)
