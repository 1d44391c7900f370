"""The host's words in other languages. They are part of the draft, and read with it."""

from django.db import transaction

from commons.accounts.permissions import Actor
from core.permissions import require
from hosting.offers.actions.drafts import lock_draft, save_draft
from hosting.offers.errors import OwnLanguageError
from hosting.offers.models.offers import Offer
from hosting.offers.models.translations import OfferTranslation, digest_of


@transaction.atomic
def translate_offer(*, offer: Offer, translation: OfferTranslation, by: Actor) -> Offer:
    """Put these words in the place of those that stand in their language, if any.

    Raises OwnLanguageError.
    """
    require(by, "offers.write_words", offer)

    draft = lock_draft(offer)
    if translation.language == draft.language:
        raise OwnLanguageError

    translation.pk, translation.of = None, digest_of(draft)
    draft.translations = [*_others(draft, translation.language), translation]
    return save_draft(draft, verb="translation.written", by=by)


@transaction.atomic
def remove_translation(*, offer: Offer, language: str, by: Actor) -> Offer:
    """Take the words of one language away; those of the host stay."""
    require(by, "offers.write_words", offer)

    draft = lock_draft(offer)

    draft.translations = _others(draft, language)
    return save_draft(draft, verb="translation.removed", by=by)


def _others(draft: Offer, language: str) -> list[OfferTranslation]:
    return [one for one in draft.translations.all() if one.language != language]
