"""Refusals around editorial pages."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class BeingReadError(DomainError):
    message = _("Somebody is reading this page already.")


class NobodyReadsError(DomainError):
    message = _("Nobody reads pages here before they are published. Ask whoever runs the site.")
