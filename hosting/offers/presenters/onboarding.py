"""What offers add to the way into a community: two of its steps, and the names of its hosts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_day
from hosting.communities.models.communities import Membership
from hosting.communities.presenters.onboarding import (
    ChecklistStep,
)
from hosting.offers.models.offers import Offer


def offer_titles() -> dict[str, str]:
    return {
        "offer": _("Write a first offer"),
        "reading": _("Have the offer reviewed by the community"),
    }


def offer_steps(
    membership: Membership, titles: Mapping[str, str]
) -> tuple[ChecklistStep, ChecklistStep]:
    """Two steps in one read: written and handed in, then read and public."""
    offer, reading = titles["offer"], titles["reading"]
    offers = Offer.objects.filter(host=membership.person_id, community=membership.community_id)
    handed_in = Offer.objects.under_review().filter(pk=OuterRef("pk"))
    rows = list(
        offers.order_by("first_published_at").values_list("first_published_at", Exists(handed_in))
    )
    published = [day for day, _is_read in rows if day is not None]
    if published:
        text = _("published on %(day)s") % {"day": format_day(published[0])}
        return ChecklistStep(offer, "", "done"), ChecklistStep(reading, text, "done")
    if any(is_read for _day_published, is_read in rows):
        return ChecklistStep(offer, "", "done"), ChecklistStep(reading, _("in review"), "")
    within = ngettext(
        "usually within %(count)s day", "usually within %(count)s days", _days_to_read()
    )
    later = ChecklistStep(reading, within % {"count": _days_to_read()}, "")
    if rows:
        return ChecklistStep(offer, _("started, not submitted yet"), ""), later
    url = reverse("hosting:offer-start")
    text = _("a room, a walk, a jar of honey, a tip")
    return ChecklistStep(offer, text, "", url, _("Start writing")), later


def hosts_in(community: int) -> QuerySet[Offer, Any]:
    """Whom the page of the community names with an offer; `community` is its key."""
    return Offer.objects.public().filter(community=community).values("host")


def _days_to_read() -> int:
    return int(settings.HOSTING_READ_WITHIN.days)
