"""Refusals about offers and what belongs to them."""

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
