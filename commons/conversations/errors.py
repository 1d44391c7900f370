"""What a conversation refuses."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class EmptyMessageError(DomainError):
    message = _("Please write some words first.")


class MessageTooLongError(DomainError):
    message = _(
        "Your message has %(length)s signs, a message holds %(limit)s. Please send it in two."
    )
