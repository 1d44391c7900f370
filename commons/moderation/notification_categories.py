"""The kind of mails about what is reported: nobody can refuse a statement of reasons."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="reports",
        place=95,
        title=_("Reports and decisions"),
        text=_("What was decided about what you published or reported; what waits for you."),
        mandatory_reason=_("You are owed the reasons, and an appeal has its time."),
    )
)
map_templates(
    "moderation",
    "reports",
    *("statement", "report_decided", "case_waits", "case_appealed"),
)
