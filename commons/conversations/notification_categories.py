"""The kind of mails about conversations."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="messages",
        place=10,
        title=_("Messages"),
        text=_("Somebody wrote to you in a conversation."),
    )
)
map_templates("conversations", "messages", "message_posted")
