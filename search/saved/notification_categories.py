"""The kind of mails about searches that somebody keeps."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="searches",
        place=55,
        title=_("Searches that you keep"),
        text=_("Something new fits one of them."),
    )
)
map_templates("saved_searches", "searches", "new_offers")
