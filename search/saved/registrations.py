"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_desk
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from search.saved.models import SavedSearch
from search.saved.panels import desk_panels

register_category(
    NotificationCategory(
        code="searches",
        place=55,
        title=_("Searches that you keep"),
        text=_("Something new fits one of them."),
    )
)
map_templates("saved_searches", "searches", "new_offers")
register_on_desk(desk_panels)
register_subjects(SavedSearch.objects.select_related("owner"))
