"""Refusals when somebody wants to be shown to hosts."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class SeatLeftError(DomainError):
    message = _("You’re no longer on this trip. Ask an organiser to invite you again.")
