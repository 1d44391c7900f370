"""Pages told in one language only, or not wholly translated: what is shown instead, and says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site
from wagtail_localize.models import Translation

from core.cache.caching import get_or_set
from core.text.formatting import language_name


@dataclass(frozen=True, slots=True)
class OtherLanguagePage:
    """A page of another language under this address, and its translation here if there is one."""

    page: Page
    here: Page | None


def find_in_other_language(request: HttpRequest, path: str) -> OtherLanguagePage | None:
    """The same way below the home page of another language."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    homes = site.root_page.get_translations(inclusive=True).live()
    components = [component for component in path.split("/") if component]
    for home in homes.exclude(locale__language_code=get_language()).order_by("path"):
        try:
            page, args, _kwargs = home.specific.route(request, components)
        except Http404:
            continue
        if not args:
            translations = (
                page.get_translations().live().filter(locale__language_code=get_language())
            )
            found: Page | None = translations.first()
            return OtherLanguagePage(page, found)
    return None


@dataclass(frozen=True, slots=True)
class Note:
    """Says in which language the words of a page are, where one would not expect it."""

    title: str
    text: str


def note_of(page: Page, shown_language: str) -> Note | None:
    """None where everything is in the language of the address."""
    if shown_language:
        return Note(
            _("Not translated yet"),
            _("This page is only available in %(language)s for now.")
            % {"language": language_name(shown_language)},
        )
    if half := untranslated_language(page):
        return Note(
            _("Partly translated"),
            _("Some parts of this page are still in %(language)s.")
            % {"language": language_name(half)},
        )
    return None


def untranslated_language(page: Page) -> str:
    """The code of the language in which parts of this translation still stand, or nothing."""
    key = f"cms.half.{page.pk}.{page.latest_revision_id}"
    return get_or_set(key, lambda: _read_half(page), settings.CMS_LAYOUT_CACHE_TTL)


def _read_half(page: Page) -> str:
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        )
        .select_related("source__locale")
        .first()
    )
    if translation is None:
        return ""
    total, translated = translation.get_progress()
    return translation.source.locale.language_code if translated < total else ""
