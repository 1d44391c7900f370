"""What stands in the way of a request."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.states import IllegalTransitionError


class AlreadyWithdrawnError(IllegalTransitionError):
    message = _("This was withdrawn already. There is nothing else to do.")


class NotVerifiedError(DomainError):
    message = _("Nobody has verified this yet.")


class ForgottenError(DomainError):
    message = _("They asked to be forgotten: nobody could reach them any more.")


class ReasonMissingError(DomainError):
    message = _("Say why: the person will read it.")


class OtherTerritoryError(DomainError):
    message = _("Only another request of the same emergency can be the first of the two.")


class LookedAfterError(DomainError):
    message = _("%(who)s looks after it already. Reload the page to take it over.")


class DuplicateItselfError(DomainError):
    message = _("That one is itself the same as another. Name the one that counts.")
