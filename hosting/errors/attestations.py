"""Refusals about what was checked."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class CheckedInFutureError(DomainError):
    message = _("Nobody can have seen it on a day that is still to come.")


class AttestationPeriodError(DomainError):
    message = _("It counts until a day after today, and at most until %(last)s.")


class OfferOfOtherMemberError(DomainError):
    message = _("This offer belongs to somebody else. Choose one of this member.")


class MemberNotActiveError(DomainError):
    message = _("This person is no active member at the moment.")


class AlreadyRevokedError(DomainError):
    message = _("This has been taken back already.")
