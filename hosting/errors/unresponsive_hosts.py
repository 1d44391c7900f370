"""Refusals about hosts who don't answer."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class HostNotUnresponsiveError(DomainError):
    message = _("This host has answered meanwhile, or nobody waits for a word from them.")


class RemindedRecentlyError(DomainError):
    message = _("This host has been asked lately. Leave them time until %(day)s.")


class NotRemindedError(DomainError):
    message = _("Ask this host first, and leave them %(days)s days to answer.")
