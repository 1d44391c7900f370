"""Create editorial pages from code: for a new site, the demonstration, an import."""

from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.pages.models import HomePage
from commons.accounts.permissions import Actor
from core.permissions import SYSTEM, require


@transaction.atomic
def create_site(*, home: HomePage, by: Actor, hostname: str = "localhost", port: int = 80) -> Site:
    """Put the first home page where Wagtail left its welcome page, and make it the site's root."""
    require(by, "pages.create_page", home)

    for welcome in Page.get_first_root_node().get_children().not_type(HomePage):
        welcome.delete()

    planted = _create(Page.get_first_root_node(), home, by)
    site, _created = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "port": port, "root_page": planted},
    )
    return site


@transaction.atomic
def create_page[P: Page](*, parent: Page, page: P, by: Actor, live: bool = True) -> P:
    """Add a page below another and publish it, or leave it a draft."""
    require(by, "pages.create_page", page)
    return _create(parent, page, by, live=live)


@transaction.atomic
def create_translation[P: Page](
    *, page: P, language: str, words: dict[str, object], by: Actor, live: bool = True
) -> P:
    """Add the page in another language, with `words` in place of the translatable fields.

    It is published, or left a draft.
    """
    require(by, "pages.create_page", page)

    locale, _created = Locale.objects.get_or_create(language_code=language)
    translation: P = page.copy_for_translation(locale, copy_parents=True)
    for field, value in words.items():
        setattr(translation, field, value)
    translation.save()  # a draft is found by its own title and address too
    _keep(translation, by, live=live)
    return translation


def _create[P: Page](parent: Page, page: P, by: Actor, *, live: bool = True) -> P:
    if page.locale_id is None:
        page.locale = Locale.get_default()
    page.live = live
    planted: P = parent.add_child(instance=page)
    _keep(planted, by, live=live)
    return planted


def _keep(page: Page, by: Actor, *, live: bool) -> None:
    user = None if by is SYSTEM else by
    revision = page.save_revision(user=user, clean=False)  # it was a moment ago, to be saved
    if live:
        revision.publish(user=user)
