"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_waiting
from commons.notifications.categories import NotificationCategory, register_category
from commons.notifications.panels import unread_of

register_category(
    NotificationCategory(
        code="account",
        place=90,
        title=_("Your account"),
        text=_("Login codes and links, and changes to your password or email address."),
        mandatory_reason=_("These emails keep your account safe."),
    )
)
register_waiting(unread_of)
