"""Refusals around notes."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NotesClosedError(DomainError):
    message = _("Notes could be left until %(last)s. You can still write to each other below.")


class NoteNotShownError(DomainError):
    message = _("This note isn't on the page. There is nothing to answer.")


class NoteAlreadyLeftError(DomainError):
    message = _("You have left a note already.")
