"""What stands in the way of drafts."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class WeighingAlreadyError(DomainError):
    message = _("%(who)s is having everybody weighed just now. Wait a moment.")


class StaleDraftError(DomainError):
    message = _("%(reference)s: this draft is out of date, %(why)s.")


class NotAskedError(DomainError):
    """One of several drafts that were to be asked: which, and what its own refusal said."""

    message = _("%(reference)s: %(why)s")
