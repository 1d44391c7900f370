"""Refusals of the story workshop."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class StoryUnderReviewError(DomainError):
    message = _("This story is in review. Withdraw it from review to keep writing.")


class BlockHeldError(DomainError):
    """Facts: `by` who writes there, `until` when the lock ends by itself."""

    message = _(
        "%(by)s is writing in this block. It will be free again at "
        "%(until)s. Until then, you can write in another block."
    )


class StoryPartGoneError(DomainError):
    message = _("This part has been removed from the story. You’ll find it under Versions.")


class TooManyBlocksError(DomainError):
    message = _("A story can have up to %(most)s blocks. Remove one to add another.")


class TooManyChaptersError(DomainError):
    message = _("A story can have up to %(most)s chapters. Remove one to add another.")


class TooManyPhotosError(DomainError):
    message = _("A gallery can have up to %(most)s photos. Start another one.")


class OnePhotoError(DomainError):
    message = _("A photo block shows a single photo. Choose a gallery to show more.")


class TextTooLongError(DomainError):
    message = _(
        "This text has about %(words)s words, and a block holds about "
        "%(most)s. Nothing is lost: choose “Split into blocks” to turn "
        "it into several blocks."
    )


class ManuscriptTooLongError(DomainError):
    message = _("This text is longer than %(most)s words. Add it in several parts.")


class LastChapterError(DomainError):
    message = _(
        "A story needs at least one chapter. Add another chapter before you remove this one."
    )


class ChapterNotEmptyError(DomainError):
    message = _("This chapter isn’t empty. Move or remove its blocks first.")


class StrangePhotoError(DomainError):
    message = _(
        "This photo belongs to someone who isn’t an author of this story. Choose another one."
    )


class OfferNotPublicError(DomainError):
    message = _("This offer is currently unavailable. Choose another one.")


class AuthorLinkGoneError(DomainError):
    message = _("This invitation is no longer valid. Ask the person who sent it for a new one.")


class NotYourInvitationError(DomainError):
    message = _(
        "This invitation is for someone else. Log in with the email address it was sent to."
    )


class TooManyAuthorsError(DomainError):
    message = _("A story can have up to %(most)s authors. Remove one to invite another.")


class LastLeadError(DomainError):
    message = _("Someone has to lead the story. First choose someone else to lead it.")


class NothingToTellError(DomainError):
    message = _("There’s nothing in this trip to write about yet. Add steps to the plan first.")
