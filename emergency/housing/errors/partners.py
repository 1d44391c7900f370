"""What stands in the way of lending a home on."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoPartnerError(DomainError):
    message = _("Whoever answers for this emergency hasn’t named this partner.")


class HostNotAskedError(DomainError):
    message = _("Ask the host first: it is their home, and they lent it to us.")


class StillCountedOnError(DomainError):
    message = _("Somebody is asked for it or lives there: it can’t be lent on just now.")


class LentOnError(DomainError):
    message = _("It stands in the queue of %(partner)s. Take it back first.")


class NotLentOnError(DomainError):
    message = _("It stands in our own queue.")
