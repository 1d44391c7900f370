"""Why a file can't become a photograph here, and a photograph can't be added."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NotAPhotographError(DomainError):
    message = _("This is no photograph we can read. JPEG, PNG, WebP, AVIF and HEIC are welcome.")


class PhotographTooHeavyError(DomainError):
    message = _("This file is too heavy: %(limit)s MiB at most.")


class PhotographTooLargeError(DomainError):
    message = _("This picture is too large: %(limit)s megapixels at most.")


class PhotographDamagedError(DomainError):
    message = _("This picture is damaged: part of the file is missing or can’t be read.")


class PhotographTooDemandingError(DomainError):
    message = _("This picture asks for more time or memory than we have. Save it smaller.")


class PhotographsQueueError(DomainError):
    message = _("Many photographs arrive just now. Send this one again in a moment.")


class AltTextMissingError(DomainError):
    message = _("Please say what is to be seen, for those who can’t see the picture.")
