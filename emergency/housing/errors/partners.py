"""What stands in the way of lending a home on."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoPartnerError(DomainError):
    message = _(
        "This partner isn’t on the list for this emergency. Choose a partner from the list."
    )


class HostNotAskedError(DomainError):
    message = _("Ask the host first: it’s their home, and they lent it to us.")


class StillCountedOnError(DomainError):
    message = _(
        "Someone has been offered this home or is staying there, so you "
        "can’t lend it to a partner yet. Try again once it’s free."
    )


class LentOnError(DomainError):
    message = _("This home is lent to %(partner)s. Take it back into our own queue first.")


class NotLentOnError(DomainError):
    message = _("This home is already in our own queue. There’s nothing else to do.")
