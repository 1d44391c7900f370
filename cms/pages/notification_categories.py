"""Kinds of mails about editorial pages."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="pages",
        place=72,
        title=_("Pages of the editors"),
        text=_("A page waits for you to read it, or somebody has read yours."),
    )
)
map_templates("pages", "pages", "page_submitted", "page_published", "page_sent_back")
