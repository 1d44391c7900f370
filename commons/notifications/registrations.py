"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_desk
from commons.notifications.categories import NotificationCategory, register_category
from commons.notifications.panels import no_panels, unread_of

register_category(
    NotificationCategory(
        code="account",
        place=90,
        title=_("Your account"),
        text=_("Codes and links to come in, changes of your password and address."),
        mandatory_reason=_("They keep strangers out."),
    )
)
register_on_desk(no_panels, waits=unread_of)
