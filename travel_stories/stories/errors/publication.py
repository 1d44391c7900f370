"""Refusals when a story is asked about, handed in, read and reported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class StoryEmptyError(DomainError):
    message = _("This story has no title or no block yet. Write something first.")


class ConsentMissingError(DomainError):
    message = ngettext_lazy(
        "%(count)s person named in the story hasn’t answered about all of it. Wait for them, or "
        "hand it in without what concerns them.",
        "%(count)s people named in the story haven’t answered about all of it. Wait for them, or "
        "hand it in without what concerns them.",
        "count",
    )


class AuthorNamedError(DomainError):
    message = _("This person writes the story: there is nobody to ask.")


class NamedAlreadyError(DomainError):
    message = _("This person is on the list already.")


class NobodyToWriteToError(DomainError):
    message = _("We have no address of this person. Ask them yourself, and note what they said.")


class AskedAlreadyError(DomainError):
    message = _("This person was asked less than a day ago. Give them time.")


class TheyAnswerThemselvesError(DomainError):
    message = _("This person has a page of their own to answer on. Nobody answers for them.")


class ConsentRefusedError(DomainError):
    message = _("This person said no. That stays on the list, so that nobody forgets it.")


class TooManyPeopleError(DomainError):
    message = _("A story names at most %(most)s people.")


class WordsChangedError(DomainError):
    message = _("An author has changed this meanwhile. Please look at it again.")


class OwnStoryError(DomainError):
    message = _("You are one of its authors. Somebody else reads it.")


class StoryChangedError(DomainError):
    message = _("This isn’t the story that you have read. Please read it again.")


class ReasonMissingError(DomainError):
    message = _("Say what should change, and why.")
