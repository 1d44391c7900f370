"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.notifications.categories import map_templates
from commons.notifications.selectors import register_subjects
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.calendar_conflicts.presenters import conflict_section
from hosting.calendar_feeds.registries import feed_page_sections

map_templates("calendar_conflicts", "agreements", "conflict_found")
register_subjects(
    CalendarConflict.objects.select_related("feed__unit", "hold__agreement", "hold__proposal")
)
feed_page_sections.register(conflict_section)
