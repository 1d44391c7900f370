"""Refusals when a story is asked about, handed in, read and reported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class StoryEmptyError(DomainError):
    message = _("A story needs a title and at least one block. Write something first.")


class ConsentMissingError(DomainError):
    message = ngettext_lazy(
        "%(count)s person named in the story hasn’t answered everything yet. Wait for their "
        "answer, or submit the story without the parts that name or show them.",
        "%(count)s people named in the story haven’t answered everything yet. Wait for their "
        "answers, or submit the story without the parts that name or show them.",
        "count",
    )


class AuthorNamedError(DomainError):
    message = _("This person is one of the story’s authors, so you don’t need to ask them.")


class NamedAlreadyError(DomainError):
    message = _(
        "This person is already on the list. To add another part of the "
        "story, edit this person’s entry."
    )


class NobodyToWriteToError(DomainError):
    message = _(
        "We don’t have an email address for this person. Ask them "
        "yourself, and record their answer."
    )


class AskedAlreadyError(DomainError):
    message = _("This person was asked less than a day ago. Wait a day before you ask again.")


class TheyAnswerThemselvesError(DomainError):
    message = _("This person has their own page to answer on. No one else can answer for them.")


class ConsentRefusedError(DomainError):
    message = _(
        "This person said no, so they stay on the list: their answer "
        "mustn’t be forgotten. You can still change where they’re named."
    )


class TooManyPeopleError(DomainError):
    message = _("A story can name up to %(most)s people. Remove one to add another.")


class WordsChangedError(DomainError):
    message = _(
        "An author has changed this part since you opened the page. Look "
        "at it again before you answer."
    )


class OwnStoryError(DomainError):
    message = _("You’re one of the story’s authors, so someone else has to review it.")


class StoryChangedError(DomainError):
    message = _("This story has changed since you opened it. Read it again before you decide.")


class ReasonMissingError(DomainError):
    message = _("Say what should change, and why.")
