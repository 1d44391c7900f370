"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_person
from commons.moderation.reportable_types import register_reportable_type
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from hosting.communities.actions.moderation_adapter import register_parts_of_community
from hosting.notes.actions.moderation_adapter import (
    ReportableNote,
    parts_of_community,
    parts_of_offer,
)
from hosting.notes.models import Note
from hosting.notes.panels import person_panels
from hosting.notes.views.request_section import note_section
from hosting.offers.actions.moderation_adapter import register_parts_of_offer
from hosting.requests.selectors.request_sections import register_request_section

register_category(
    NotificationCategory(
        code="notes",
        place=30,
        title=_("Notes after a visit"),
        text=_("It’s time to leave a note, or someone has left one for you."),
    )
)
map_templates("notes", "notes", "note_waiting", "note_left")
register_reportable_type(ReportableNote())
register_parts_of_offer(parts_of_offer)
register_parts_of_community(parts_of_community)
register_on_person(person_panels)
register_subjects(Note.objects.select_related("author", "agreement__request"))
register_request_section(
    note_section, prefetch=("agreement__notes__author", "agreement__notes__about")
)
