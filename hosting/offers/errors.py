"""Refusals about offers, what belongs to them, and their reading."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class HostLimitError(DomainError):
    """What a host doesn't receive. `limit` says in a few words what they set, to themselves."""

    limit: str | Promise = ""

    @property
    def limit_in_words(self) -> str:
        return str(self.limit % self.facts)


class OfferIncompleteError(DomainError):
    message = _("Before you submit this offer for review, add: %(missing)s.")


class NothingToReviewError(DomainError):
    message = _(
        "Nothing has changed since this offer was published, so there’s "
        "nothing to review. Edit it first."
    )


class NeverPublishedError(DomainError):
    message = _(
        "This offer isn’t published yet, so there’s nothing to pause. Submit it for review first."
    )


class DeclarationChangedError(DomainError):
    message = _(
        "The statement has changed since you opened this page. Read it again, then confirm."
    )


class TooManyItemsError(DomainError):
    """A list of an offer is full: each list has a refusal of its own."""


class TooManyUnitsError(TooManyItemsError):
    message = ngettext_lazy(
        "You’ve reached the limit of %(limit)s unit. Remove one to add another.",
        "You’ve reached the limit of %(limit)s units. Remove one to add another.",
        "limit",
    )


class TooManySeasonsError(TooManyItemsError):
    message = ngettext_lazy(
        "You’ve reached the limit of %(limit)s season. Remove one to add another.",
        "You’ve reached the limit of %(limit)s seasons. Remove one to add another.",
        "limit",
    )


class SeasonOverlapError(DomainError):
    message = _("These dates overlap “%(season)s” (%(dates)s). Change the dates of one season.")


class NoSeasonsForRateError(DomainError):
    message = _(
        "Seasons only work with an amount per night or per week. Change how this rate is "
        "charged first."
    )


class RateHasSeasonsError(DomainError):
    message = _(
        "The amounts of your seasons depend on how this rate is charged and on its "
        "currency. Remove the seasons first, then change the rate."
    )


class TooManyRatesError(TooManyItemsError):
    message = ngettext_lazy(
        "You’ve reached the limit of %(limit)s rate. Remove one to add another.",
        "You’ve reached the limit of %(limit)s rates. Remove one to add another.",
        "limit",
    )


class TooManyOpeningHoursError(TooManyItemsError):
    message = ngettext_lazy(
        "You’ve reached the limit of %(limit)s line of opening hours. Remove one to add another.",
        "You’ve reached the limit of %(limit)s lines of opening hours. Remove one to add another.",
        "limit",
    )


class OverlappingHoursError(DomainError):
    message = _(
        "These hours overlap with others on the same day. Choose other days or times, or change "
        "the other hours."
    )


class TooManyPhotosError(TooManyItemsError):
    message = ngettext_lazy(
        "You’ve reached the limit of %(limit)s photo. Remove one to add another.",
        "You’ve reached the limit of %(limit)s photos. Remove one to add another.",
        "limit",
    )


class TooManyDatesError(TooManyItemsError):
    message = ngettext_lazy(
        "You’ve reached the limit of %(limit)s date. Cancel one to add another.",
        "You’ve reached the limit of %(limit)s dates. Cancel one to add another.",
        "limit",
    )


class NameTakenError(DomainError):
    message = _("You already use this name for another unit. Choose another name.")


class UnitHeldError(DomainError):
    message = _(
        "Someone has requested this unit or has an agreement to stay "
        "there, so you can’t remove it. You can close its nights in the "
        "calendar instead."
    )


class LastUnitError(DomainError):
    message = _("A published stay needs at least one unit. Add another before you remove this one.")


class OwnLanguageError(DomainError):
    message = _(
        "Your offer is already written in this language. Choose another language to translate it."
    )


class NotMemberError(DomainError):
    message = _("Only members can publish offers. First complete the steps to join your community.")


class WithdrawnOfferError(DomainError):
    message = _("This offer has been withdrawn. Create a new one instead.")


class StockChangedError(DomainError):
    message = _(
        "The stock has changed since you opened this page: an agreement was made or "
        "cancelled. Check the number and save again."
    )


class StockTakenError(DomainError):
    message = ngettext_lazy(
        "Only %(left)s left: ask for %(left)s.",
        "Only %(left)s left: ask for %(left)s or fewer.",
        "left",
    )


class NoneLeftError(StockTakenError):
    message = _(
        "None left at the moment. On the offer’s page you can ask for an email when it’s "
        "back in stock."
    )


class StockTakenSinceError(DomainError):
    message = ngettext_lazy(
        "Only %(left)s left, so nothing has been agreed. Propose %(left)s.",
        "Only %(left)s left, so nothing has been agreed. Propose %(left)s or fewer.",
        "left",
    )


class NoneLeftSinceError(StockTakenSinceError):
    message = _(
        "None left at the moment, so nothing has been agreed. You can agree once the host has more."
    )


class UnderReviewError(DomainError):
    message = _("This offer is in review. Withdraw it from review before you change it.")


class NotUnderReviewError(DomainError):
    message = _(
        "This offer is no longer waiting for review: it has been "
        "reviewed or withdrawn. Reload the page."
    )


class OwnReviewError(DomainError):
    message = _("You can’t review your own offer. Someone else needs to review it.")


class HostNotActiveError(DomainError):
    message = _(
        "The host isn’t an active member right now. You can review this offer once they are."
    )


class ReviewUnavailableError(DomainError):
    message = _(
        "Offers can’t be submitted for review right now. Your draft is saved: try again later."
    )


class DraftChangedError(DomainError):
    message = _(
        "The host has changed this offer since you opened it. Read it again before you decide."
    )


class CheckedInFutureError(DomainError):
    message = _("The check can’t be in the future. Choose today or an earlier date.")


class AttestationPeriodError(DomainError):
    message = _("Under “Valid until”, choose a day after today and no later than %(last)s.")


class OfferOfOtherMemberError(DomainError):
    message = _("This offer belongs to someone else. Choose one of this member’s offers.")


class MemberNotActiveError(DomainError):
    message = _("This person isn’t an active member right now. Choose another member.")


class AlreadyRevokedError(DomainError):
    message = _("This check has already been withdrawn. There’s nothing more to do.")


class HostMandateEndedError(DomainError):
    """Of an offer or a request: its host acts for the organisation no longer."""

    message = _(
        "%(name)s no longer acts for %(organisation)s. Someone who does needs to take over the "
        "offer first."
    )


class BroughtByOtherError(DomainError):
    """Who took an offer over keeps it for the organisation."""

    message = _(
        "You took this offer over from someone else, so it stays with %(organisation)s. Create an "
        "offer of your own instead."
    )


class DeclarationNeededError(DomainError):
    """Of an organisation's stay: its host has changed, and each swears for themselves."""

    message = _(
        "The person who hosts here makes their own sworn statement. Make yours, then resume the "
        "offer."
    )


class OfferMovedError(DomainError):
    message = _(
        "This offer isn’t made for the same organisation any more. Reload the page to see which "
        "offers you can take over."
    )


class OfferingForChangedError(DomainError):
    message = _(
        "The person or organisation making this offer has changed since you opened it. Read the "
        "offer again, then send your request."
    )
