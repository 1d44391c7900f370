"""What stands in the way of a message."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.quotas.errors import QuotaExceededError


class NothingToSayError(DomainError):
    message = _("Write a message first.")


class ConversationOverError(DomainError):
    message = _(
        "You can send messages once the host has said yes and until the "
        "stay ends. For anything else, call us."
    )


class TooManyMessagesError(QuotaExceededError):
    message = _(
        "You’ve reached the limit of %(most)s messages in 24 hours. If "
        "you need to say more, call us."
    )


class TooManyDeskMessagesError(QuotaExceededError):
    message = _(
        "You’ve reached the limit of %(most)s messages in 24 hours. To say more, call the person."
    )


class WouldTellError(DomainError):
    message = _("Not sent: your message contains %(what)s. Remove it and try again.")
