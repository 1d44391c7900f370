"""Refusals where somebody has written to enough strangers for now."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.quotas.errors import QuotaExceededError


class TooManyLettersError(QuotaExceededError):
    message = _(
        "You can email %(most)s invitations and consent requests in total within 24 hours. Send "
        "the next one after %(time)s."
    )


class LettersNeedAccountError(DomainError):
    message = _(
        "You’re here without an account, so we can’t email invitations for you. Create a link and "
        "pass it on yourself."
    )


class AddressInvitedAlreadyError(DomainError):
    message = _(
        "We have already emailed an invitation to this address. Ask this person to check their "
        "spam folder."
    )


class TooManyPassesError(QuotaExceededError):
    message = _("We have sent your personal link several times today. Try again tomorrow.")


class AddressWrittenToOftenError(QuotaExceededError):
    message = _("We have already sent several emails to this address today. Try again tomorrow.")
