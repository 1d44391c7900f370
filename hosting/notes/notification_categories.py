"""Kinds of mails about words left afterwards."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="notes",
        place=30,
        title=_("Words afterwards"),
        text=_("It is time for a note, or somebody left one for you."),
    )
)
map_templates("notes", "notes", "note_waiting", "note_left")
