"""Refusals about dates that are taken twice."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ConflictOverError(DomainError):
    message = _("These dates are no longer taken twice. You don’t need to do anything.")
