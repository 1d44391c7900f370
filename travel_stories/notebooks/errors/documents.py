"""Why a file can't become a document of a trip."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class DocumentEmptyError(DomainError):
    message = _("This file is empty. Choose another one.")


class DocumentTooHeavyError(DomainError):
    message = _("This file is too large. Choose one that’s %(limit)s MB or smaller.")


class NotADocumentError(DomainError):
    message = _(
        "We can’t read this file. Choose a PDF, an image (JPEG, PNG, "
        "WebP, AVIF, HEIC) or a plain text file."
    )


class TooManyDocumentsError(DomainError):
    message = _("A trip can have up to %(most)s documents. Remove one to add another.")


class TripTooHeavyError(DomainError):
    message = _("The documents of a trip can total up to %(limit)s MB. Choose a smaller file.")


class DocumentGoneError(DomainError):
    message = _(
        "This document was removed some time ago, and its file has been "
        "deleted. If you still need it, add it again."
    )
