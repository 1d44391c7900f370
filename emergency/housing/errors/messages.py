"""What stands in the way of a message."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NothingToSayError(DomainError):
    message = _("Write a word first.")


class ConversationOverError(DomainError):
    message = _(
        "Messages pass from the host’s yes until the end of the stay. Call us for the rest."
    )


class TooManyMessagesError(DomainError):
    message = _("That is %(most)s messages in a day. Please call us for what is left.")


class WouldTellError(DomainError):
    message = _("Not sent: it holds %(what)s, and the other side reads that later.")
