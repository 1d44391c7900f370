"""Why something doesn't become a PDF."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class BookletTooLongError(DomainError):
    message = _("The content is too long for one PDF. Print the page instead.")


class NoPdfHereError(DomainError):
    message = _("This site can’t make PDF files. Print the page instead.")
