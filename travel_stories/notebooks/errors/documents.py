"""Why a file can't become a document of a trip."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class DocumentEmptyError(DomainError):
    message = _("This file is empty.")


class DocumentTooHeavyError(DomainError):
    message = _("This file is too heavy: %(limit)s MiB at most.")


class NotADocumentError(DomainError):
    message = _(
        "We can’t read this file. PDF, pictures (JPEG, PNG, WebP, AVIF, HEIC) and plain text are "
        "welcome."
    )


class DocumentDamagedError(DomainError):
    message = _("This PDF is damaged: part of the file is missing or can’t be read.")


class DocumentLockedError(DomainError):
    message = _("This PDF is locked. Print it into a new PDF without a password, and add that.")


class DocumentActiveError(DomainError):
    message = _(
        "This PDF holds a program or another file. Print it into a new PDF, and add that: what is "
        "to be read stays."
    )


class DocumentTooDemandingError(DomainError):
    message = _(
        "This PDF takes too much time or memory to check. Print it to a new PDF and add that."
    )


class DocumentsQueueError(DomainError):
    message = _("We’re receiving many files at the moment. Please try again in a minute.")


class TooManyDocumentsError(DomainError):
    message = _("A trip has at most %(most)s documents.")


class TripTooHeavyError(DomainError):
    message = _("The documents of a trip weigh at most %(limit)s MiB together.")


class DocumentGoneError(DomainError):
    message = _("This document was taken out long ago, and its file is deleted.")
