"""Refusals of the story workshop."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class StoryUnderReviewError(DomainError):
    message = _("This story is handed in and being read. Take it back to write on.")


class BlockHeldError(DomainError):
    """Facts: `by` who writes there, `until` when the lock ends by itself."""

    message = _("%(by)s is writing here just now. The block is free again at %(until)s.")


class StoryPartGoneError(DomainError):
    message = _("This was taken out of the story meanwhile. You find it in its revisions.")


class TooManyBlocksError(DomainError):
    message = _("A story has at most %(most)s blocks.")


class TooManyChaptersError(DomainError):
    message = _("A story has at most %(most)s chapters.")


class TooManyPhotosError(DomainError):
    message = _("A gallery has at most %(most)s photographs. Begin another one.")


class OnePhotoError(DomainError):
    message = _("A photograph block shows one photograph. Choose a gallery for more.")


class TextTooLongError(DomainError):
    message = _(
        "This is about %(words)s words; a block holds about %(most)s. Nothing is lost: press "
        "“Cut it into blocks”, and it becomes several."
    )


class ManuscriptTooLongError(DomainError):
    message = _("This text is longer than %(most)s words. Please add it in several parts.")


class LastChapterError(DomainError):
    message = _("A story has at least one chapter.")


class ChapterNotEmptyError(DomainError):
    message = _("There are blocks in this chapter. Move or remove them first.")


class StrangePhotoError(DomainError):
    message = _("This photograph belongs to somebody who doesn’t write this story.")


class OfferNotPublicError(DomainError):
    message = _("This offer can’t be shown just now.")


class AuthorLinkGoneError(DomainError):
    message = _("This invitation is no longer good. Ask whoever sent it for a new one.")


class NotYourInvitationError(DomainError):
    message = _("This invitation is for somebody else. Log in with the address it was sent to.")


class TooManyAuthorsError(DomainError):
    message = _("A story has at most %(most)s authors.")


class LastLeadError(DomainError):
    message = _("Somebody has to lead the story. Name another one first.")


class NothingToTellError(DomainError):
    message = _("There is nothing in this trip yet that could be told.")
