"""What a conversation refuses."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class EmptyMessageError(DomainError):
    message = _("Please write some words first.")


class MessageTooLongError(DomainError):
    message = _(
        "Your message has %(length)s signs, a message holds %(limit)s. Please send it in two."
    )


class AnswerTooLateError(DomainError):
    message = _("The mail that you answered is too old. Please write on the page.")


class ConversationOverError(DomainError):
    message = _("What you spoke about is over. Please write on the page.")


class TooManyAnswersError(DomainError):
    message = _("Too many mails came from you within an hour.")
