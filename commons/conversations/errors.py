"""What a conversation refuses."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError
from core.quotas.errors import QuotaExceededError


class EmptyMessageError(DomainError):
    message = _("Write a message first.")


class EmptyReplyError(DomainError):
    """An email has only what it quotes, or files."""

    message = _("Your email has only quoted text or files. Write your reply in the conversation.")


class MessageTooLongError(DomainError):
    message = _(
        "Your message has %(length)s characters, and the limit is "
        "%(limit)s. Shorten it, or send it in two parts."
    )


class AnswerTooLateError(DomainError):
    message = _(
        "The email you replied to is too old. Write in the conversation on Hirondelle instead."
    )


class ConversationOverError(DomainError):
    message = _(
        "This conversation no longer takes replies by email. Write in "
        "the conversation on Hirondelle instead."
    )


class TooManyAnswersError(QuotaExceededError):
    message = _(
        "You’ve sent too many replies by email in the last hour. Try again after %(time)s, or "
        "write on Hirondelle."
    )


class AttachmentEmptyError(DomainError):
    message = _("This file is empty. Choose another one.")


class AttachmentTooHeavyError(DomainError):
    message = _("This file is too large. Choose one that’s %(limit)s MB or smaller.")


class NotAnAttachmentError(DomainError):
    message = _("We can’t read this file. Choose a photo (JPEG, PNG, WebP, AVIF, HEIC) or a PDF.")


class TooManyAttachmentsError(DomainError):
    message = ngettext_lazy(
        "A message can have up to %(most)s file. Send the others in another message.",
        "A message can have up to %(most)s files. Send the others in another message.",
        "most",
    )


class ConversationTooHeavyError(DomainError):
    message = _("The files of a conversation can total up to %(limit)s MB. Choose smaller files.")


class AttachmentRefusedError(DomainError):
    """One of several files was refused: says which."""

    message = _("“%(name)s”: %(why)s Your message hasn’t been sent.")


class FilesUnansweredError(DomainError):
    """Nobody has answered yet: pictures that nobody asked for come one at most."""

    message = _("You can send one file until they reply. Send the others once they’ve written.")


class NobodyReadsError(DomainError):
    """Everybody on the other side is gone, or apart from who writes."""

    message = _(
        "No one can read this conversation at the moment, so your message hasn’t been sent."
    )
