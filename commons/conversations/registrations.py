"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.conversations.reply_addresses import address_for
from commons.notifications.answers import register_answers
from commons.notifications.categories import NotificationCategory, map_templates, register_category

register_category(
    NotificationCategory(
        code="messages",
        place=10,
        title=_("Messages"),
        text=_("Somebody wrote to you in a conversation."),
    )
)
map_templates("conversations", "messages", "message_posted")
register_answers(address_for)
