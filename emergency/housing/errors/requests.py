"""What stands in the way of a request."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.states import IllegalTransitionError


class AlreadyWithdrawnError(IllegalTransitionError):
    message = _("This request or offer has already been withdrawn. There’s nothing else to do.")


class NotVerifiedError(DomainError):
    message = _("This request hasn’t been verified yet. Verify it first.")


class ForgottenError(DomainError):
    message = _(
        "This person’s data was deleted at their request, so we can’t "
        "contact them any more. There’s nothing left to do."
    )


class ReasonMissingError(DomainError):
    message = _("Give the reason: the person will read it.")


class OtherTerritoryError(DomainError):
    message = _("Enter the reference of another request in the same emergency.")


class LookedAfterError(DomainError):
    message = _("%(who)s is already handling this request. Reload the page to take over.")


class DuplicateItselfError(DomainError):
    message = _("That request is itself a duplicate. Enter the reference of the one that counts.")
