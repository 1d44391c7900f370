"""Refusals on the way from a draft to a published offer."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NotMemberError(DomainError):
    message = _("Offers are published by members. Finish the steps into your community first.")


class WithdrawnOfferError(DomainError):
    message = _("This offer is withdrawn. Write a new one.")


class UnderReviewError(DomainError):
    message = _("This offer is being read. Take it back first if you want to change it.")


class NotUnderReviewError(DomainError):
    message = _("This offer isn't waiting to be read any more: it was answered or taken back.")


class OwnReviewError(DomainError):
    message = _("Nobody publishes alone: somebody else reads your offer.")


class HostNotActiveError(DomainError):
    message = _("The host is no active member at the moment. The offer waits for them.")


class ReviewUnavailableError(DomainError):
    message = _("Nobody reads offers at the moment. Your draft is kept: try again later.")


class DraftChangedError(DomainError):
    message = _("The host has changed this offer since you opened it. Please read it again.")
