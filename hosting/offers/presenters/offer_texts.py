"""In which language an offer is told, and by whom it was put into it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from core.languages import page_language
from core.text.formatting import language_name
from hosting.offers.choices.lists import TranslatedBy
from hosting.offers.models.offers import Offer
from hosting.offers.models.translations import TRANSLATED_FIELDS, OfferTranslation

ORIGINAL = "own"  # the value of `words` in an address


@dataclass(frozen=True, slots=True)
class OfferText:
    """The words that a page shows. `note` is empty where they are the host's own."""

    language: str
    title: str
    words: str
    without_car: str
    without_car_in: str  # its language: the host's own where nobody translated that part
    note: str = ""
    other: str = ""  # what the link to the other words says
    query: str = ""  # where it leads


@dataclass(frozen=True, slots=True)
class TranslationStatus:
    """A language in which a host could be read, and how far that is."""

    name: str
    status: str
    url: str
    is_written: bool
    is_behind: bool


@cache  # an expression holds no rows: each query that it is put into copies it
def translation_subquery(language: str) -> Subquery:
    """An annotation: the words of each offer in this language, in the same read as the offer."""
    rows = OfferTranslation.objects.filter(offer=OuterRef("pk"), language=language)
    columns = (*TRANSLATED_FIELDS, "language", "made_by", "of")
    return Subquery(rows.values(data=JSONObject(**{name: name for name in columns}))[:1])


def displayed_title(language: object) -> dict[str, Coalesce]:
    """Annotations: the title that readers of this language see, and the language it is in."""
    rows = OfferTranslation.objects.filter(offer=OuterRef("pk"), language=language)
    others = rows.exclude(language=OuterRef("language"))  # as `offer_text` does
    return {
        "shown_title": Coalesce(Subquery(others.values("title")[:1]), "title"),
        "shown_in": Coalesce(Subquery(others.values("language")[:1]), "language"),
    }


def displayed_translation(offer: Offer) -> OfferTranslation | None:
    """What the annotation `translated` found."""
    data = getattr(offer, "translated", None)
    return OfferTranslation(**data) if data else None


def translation_statuses(draft: Offer) -> list[TranslationStatus]:
    """The other languages of the site, for the host."""
    written = {one.language: one for one in draft.translations.all()}
    codes = [code for code, _name in settings.LANGUAGES if code != draft.language]
    statuses = []
    for code in codes:
        translation = written.get(code)
        is_behind = bool(translation and translation.is_behind(draft))
        status = _("not translated yet: readers see the text in %(language)s") % {
            "language": language_name(draft.language)
        }
        if translation:
            status = str(translation.get_made_by_display())
        if is_behind:
            status = f"{status}, {_('older than your text')}"
        statuses.append(
            TranslationStatus(
                name=str(dict(settings.LANGUAGES_SPOKEN).get(code, code)),
                status=status,
                url=reverse("hosting:offer-translation", args=[draft.public_id, code]),
                is_written=translation is not None,
                is_behind=is_behind,
            )
        )
    return statuses


def offer_text(
    offer: Offer, translation: OfferTranslation | None, *, untranslated: bool = False
) -> OfferText:
    """The translation where there is one, unless somebody asked for the host's own words."""
    if translation is None or translation.language == offer.language:  # they wrote it anew since
        note = ""
        if offer.language != page_language():
            note = _("Written in %(language)s by the host. Not translated yet.") % {
                "language": language_name(offer.language)
            }
        return _original_text(offer, note=note)
    language = language_name(translation.language)
    if untranslated:
        return _original_text(
            offer, other=_("Read this text in %(language)s") % {"language": language}, query="?"
        )
    # Who translated it, and whether the host has changed the words since.
    by_person = translation.made_by == TranslatedBy.PERSON
    words = (
        _("Written in %(language)s by the host, and translated by a person.")
        if by_person
        else _(
            "Written in %(language)s by the host. Translated automatically, "
            "so it may contain mistakes."
        )
    )
    note = words % {"language": language_name(offer.language)}
    if translation.is_behind(offer):
        note = f"{note} {_('The host has changed the original since this translation was made.')}"
    return OfferText(
        language=translation.language,
        title=translation.title,
        words=translation.words,
        without_car=translation.without_car or offer.without_car,
        without_car_in=translation.language if translation.without_car else offer.language,
        note=note,
        other=_("Read the original text"),
        query=f"?words={ORIGINAL}",
    )


def _original_text(offer: Offer, **way: str) -> OfferText:
    language, coming = offer.language, offer.without_car
    return OfferText(language, offer.title, offer.words, coming, language, **way)
