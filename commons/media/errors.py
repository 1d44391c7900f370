"""Why a file can't become a photograph or a document here, and a photograph can't be added."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NotAPhotographError(DomainError):
    message = _("This file isn’t a photo we can read. Choose a JPEG, PNG, WebP, AVIF or HEIC file.")


class PhotographTooHeavyError(DomainError):
    message = _("This file is too large. Choose one that’s %(limit)s MB or smaller.")


class PhotographTooLargeError(DomainError):
    message = _("This photo is too large. Choose one with %(limit)s megapixels or fewer.")


class PhotographDamagedError(DomainError):
    message = _(
        "This photo is damaged: part of the file is missing or can’t be "
        "read. Export it again, or choose another one."
    )


class PhotographTooDemandingError(DomainError):
    message = _(
        "We couldn’t process this photo: it takes too much time or "
        "memory. Save a smaller version and try again."
    )


class PhotographsQueueError(DomainError):
    message = _("We’re receiving many photos right now. Upload this photo again in a minute.")


class AltTextMissingError(DomainError):
    message = _("Describe what the photo shows, for people who can’t see it.")


class DocumentDamagedError(DomainError):
    message = _("This PDF is damaged: part of it is missing or can’t be read. Choose another copy.")


class DocumentLockedError(DomainError):
    message = _("This PDF is locked. Save a copy without a password, then add that copy.")


class DocumentActiveError(DomainError):
    message = _(
        "This PDF contains a program or another file. Open it, choose "
        "Print, then “Save as PDF”, and add the new file: its text and "
        "images will still be there."
    )


class DocumentTooDemandingError(DomainError):
    message = _(
        "This PDF takes too much time or memory to check. Open it, "
        "choose Print, then “Save as PDF”, and add the new file."
    )


class DocumentsQueueError(DomainError):
    message = _("We’re receiving many files right now. Please try again in a minute.")
