"""Refusals around notes."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoteTooEarlyError(DomainError):
    message = _(
        "It’s too early to leave a note. You can leave one once the agreement is completed."
    )


class NotesClosedError(DomainError):
    message = _(
        "It’s too late to leave a note: the last day was %(last)s. You "
        "can still write to each other below."
    )


class NoteNotShownError(DomainError):
    message = _(
        "This note isn’t published, so you can’t reply to it for now. You "
        "can reply once everyone can read it."
    )


class NoteAlreadyLeftError(DomainError):
    message = _("You’ve already left a note. You can still write to each other below.")
