"""Planting editorial pages by program: a new house, the demo, an import."""

from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.models import HomePage
from commons.accounts.permissions import SYSTEM, Actor, require


@transaction.atomic
def found_site(*, home: HomePage, by: Actor, hostname: str = "localhost", port: int = 80) -> Site:
    """Put the first home page where Wagtail left its welcome page, and make it the site's root."""
    require(by, "cms.plant_page", home)

    for welcome in Page.get_first_root_node().get_children().not_type(HomePage):
        welcome.delete()

    planted = _plant(Page.get_first_root_node(), home, by)
    site, _created = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "port": port, "root_page": planted},
    )
    return site


@transaction.atomic
def plant_page[P: Page](*, parent: Page, page: P, by: Actor) -> P:
    """Add a page below another and publish it."""
    require(by, "cms.plant_page", page)
    return _plant(parent, page, by)


@transaction.atomic
def plant_translation[P: Page](*, page: P, language: str, words: dict[str, object], by: Actor) -> P:
    """Publish the page in another language, with `words` in place of the translatable fields."""
    require(by, "cms.plant_page", page)

    locale, _created = Locale.objects.get_or_create(language_code=language)
    translation: P = page.copy_for_translation(locale, copy_parents=True)
    for field, value in words.items():
        setattr(translation, field, value)
    _publish(translation, by)
    return translation


def _plant[P: Page](parent: Page, page: P, by: Actor) -> P:
    if page.locale_id is None:
        page.locale = Locale.get_default()
    planted: P = parent.add_child(instance=page)
    _publish(planted, by)
    return planted


def _publish(page: Page, by: Actor) -> None:
    user = None if by is SYSTEM else by
    page.save_revision(user=user).publish(user=user)
