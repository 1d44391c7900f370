"""The way from my desk to the admin, for those who edit or read pages of the site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.pages.models.destinations import destinations_coordinated_by
from cms.pages.selectors.waiting_pages import pages_waiting_for, steps_waiting_for
from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, row_count
from hosting.offers.wagtail_hooks.reviewers import is_review_only

SHOWN: Final = 10


def destinations_on_desk(person: User) -> Iterable[Panel]:
    """The places that a coordinator's communities tell, each with its form."""
    if pages := list(destinations_coordinated_by(person)[:SHOWN]):
        yield Panel(
            title=_("Your destination pages"),
            template="pages/parts/desk_destinations.html",
            rows=pages,
        )


def on_desk(person: User) -> Iterable[Panel]:
    """Pages that wait for this person, and the door of the admin."""
    if not person.has_perm("wagtailadmin.access_admin") or is_review_only(person):
        return
    pages = pages_waiting_for(person, most=SHOWN)
    yield Panel(
        title=_("Site pages"),
        template="pages/parts/desk_panel.html",
        rows=pages,
        waiting=row_count(waiting_rows(person)) if pages else 0,
        url=reverse("wagtailadmin_home"),
        more=_("Write and publish pages"),
    )


def waiting_rows(person: User) -> Rows:
    """What the header of every page counts, in its one query."""
    return (steps_waiting_for(person).distinct(),)
