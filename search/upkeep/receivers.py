"""Signal handlers: they only write rows, in the transaction of the change."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import person_changed
from hosting.calendars.models import Session
from hosting.calendars.signals import calendar_changed, seats_changed
from hosting.communities.models.communities import Community
from hosting.communities.signals import community_changed
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Unit
from hosting.offers.signals import offer_changed, offer_published, offer_withdrawn
from search.upkeep.actions import note_changes
from search.upkeep.index_setup import prepare_index


@receiver((offer_published, offer_changed, offer_withdrawn), dispatch_uid="search.note_offer")
def note_offer(sender: type, offer: Offer, **kwargs: Any) -> None:
    note_changes([offer.pk])


@receiver(calendar_changed, dispatch_uid="search.note_calendar")
def note_calendar(sender: type, unit: Unit, **kwargs: Any) -> None:
    note_changes([pk for pk in (unit.stay_id, unit.workspace_id) if pk])


@receiver(seats_changed, dispatch_uid="search.note_seats")
def note_seats(sender: type, session: Session, **kwargs: Any) -> None:
    note_changes([session.activity_id])


@receiver(community_changed, dispatch_uid="search.note_community")
def note_community(sender: type, community: Community, **kwargs: Any) -> None:
    note_changes(Offer.objects.public().filter(community=community).values_list("pk", flat=True))


@receiver(person_changed, dispatch_uid="search.note_host")
def note_host(sender: type, person: User, **kwargs: Any) -> None:
    """Languages, or whether somebody may still host."""
    note_changes(Offer.objects.of_host(person).filter(live=True).values_list("pk", flat=True))


@receiver(post_migrate, dispatch_uid="search.upkeep.prepare")
def prepare(sender: AppConfig, apps: Apps = apps, **kwargs: Any) -> None:
    """A database that was never searched gets an index, and one that was emptied an empty one."""
    if sender.label == "search_index" and "indexstate" in apps.all_models["search_index"]:
        note_changes(prepare_index())
