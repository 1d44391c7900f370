"""Calendar links, in what a person takes along."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from hosting.calendar_links.models import CalendarLink


def calendar_links_of(person: User) -> dict[str, Any]:
    """What each shows and when it was read, without the secret."""
    links = CalendarLink.objects.visible_to(person)
    shown = ("scope", "unit__public_id", "activity__public_id")
    return {"calendar_links": list(links.values(*shown, "created_at", "read_at", "revoked_at"))}


personal_data.register("hosting", calendar_links_of, covers=["calendar_links.calendarlink.host"])
register_processing(
    Processing(
        "calendar_links",
        ("calendar_links",),
        title=_("Calendar links"),
        purpose=_("to let other calendars know when your places are taken"),
        basis=LegalBasis.CONTRACT,
        recipients=_("every calendar service that you give a link to"),
    )
)
register_retention(
    RetentionRule(("calendar_links.calendarlink",), goes=_("the links to your calendars"))
)
