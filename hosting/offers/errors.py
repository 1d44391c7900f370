"""Refusals about offers, what belongs to them, and their reading."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class OfferIncompleteError(DomainError):
    message = _("Before your community can read this offer, it needs: %(missing)s.")


class NothingToReviewError(DomainError):
    message = _("Nothing has changed since this offer was published.")


class NeverPublishedError(DomainError):
    message = _("Nobody sees this offer yet. There is nothing to pause.")


class DeclarationChangedError(DomainError):
    message = _("The statement has changed in the meantime. Please read it again.")


class TooManyItemsError(DomainError):
    message = _("There is room for %(limit)s here, and no more.")


class NameTakenError(DomainError):
    message = _("You have one of this name already: give it another name.")


class UnitHeldError(DomainError):
    message = _("Somebody has asked for this unit or is expected in it. It has to stay.")


class LastUnitError(DomainError):
    message = _("A published stay keeps at least one unit. Add another one first.")


class OwnLanguageError(DomainError):
    message = _("Your own words are in this language already.")


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
