"""The demonstration, part by part, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rich.progress import Progress
from wagtail.signal_handlers import disable_reference_index_auto_update

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.terminal import terminal_language
from demo.accounts import ACCOUNTS
from demo.loading.clock import Clock
from demo.loading.emergency import load_emergency
from demo.loading.foundations import load_localities, load_photos, load_terms
from demo.loading.hosting.communities import load_communities
from demo.loading.hosting.coordination import load_coordination
from demo.loading.hosting.dialogues import load_conversations
from demo.loading.hosting.enquiries import load_enquiries
from demo.loading.hosting.gathering import load_offers
from demo.loading.hosting.members import load_members
from demo.loading.hosting.readings import load_readings
from demo.loading.organisations import load_organisations
from demo.loading.pages import load_pages
from demo.loading.people import load_people
from demo.loading.reports import load_reports
from demo.loading.travel_stories.itineraries import load_itineraries
from demo.loading.travel_stories.stories import load_stories
from demo.loading.travel_stories.trips import load_trips
from demo.loading.world import Tick, World
from search.upkeep.index_rebuild import rebuild

LOADED = "demo.loaded"


@dataclass(frozen=True)
class Part:
    """`steps` is about how many ticks it takes, in a full and in a small load."""

    label: str | Promise
    load: Callable[[World, Tick], None]
    steps: tuple[int, int]


def fill_index(world: World, tick: Tick) -> None:
    """Bulk loads told nobody of their offers."""
    rebuild(progress=tick)


PARTS = (
    Part(_("Communes and cities"), load_localities, (1, 1)),
    Part(_("Lists"), load_terms, (45, 45)),
    Part(_("Photos"), load_photos, (20, 10)),
    Part(_("People"), load_people, (1203, 80)),
    Part(_("Communities"), load_communities, (7, 2)),
    Part(_("Members"), load_members, (1180, 40)),
    Part(_("Offers"), load_offers, (1975, 15)),
    Part(_("Reviews"), load_readings, (8, 8)),
    Part(_("Organisations"), load_organisations, (5, 5)),
    Part(_("Conversations"), load_conversations, (29, 29)),
    Part(_("Messages without a request"), load_enquiries, (2, 2)),
    Part(_("Rules and checks"), load_coordination, (2, 2)),
    Part(_("Trips"), load_trips, (12, 12)),
    Part(_("Stories"), load_stories, (13, 13)),
    Part(_("Itineraries"), load_itineraries, (6, 6)),
    Part(_("Reports"), load_reports, (1, 1)),
    Part(_("A dormant emergency"), load_emergency, (1, 1)),
    Part(_("Pages"), load_pages, (14, 13)),
    Part(_("Search index"), fill_index, (1968, 15)),
)


def is_loaded() -> bool:
    """Whether an earlier load came to its end."""
    return AuditEntry.objects.filter(verb=LOADED).exists()


def has_begun() -> bool:
    """Whether any of our people are here."""
    addresses = [account.email for account in ACCOUNTS]
    return bool(User.objects.filter(email__in=addresses).exists())


def load(*, small: bool, progress: Progress) -> World:
    """Make everything. Nothing is mailed while it is made."""
    world = World(clock=Clock(timezone.now()), small=small)
    with disable_reference_index_auto_update():
        for part in PARTS:
            with translation.override(terminal_language()):
                label = str(part.label)
            task = progress.add_task(label, total=part.steps[small])
            with transaction.atomic():
                part.load(world, partial(progress.advance, task))
            progress.update(task, completed=part.steps[small])
    # From now on people are told by mail, but not of what happened while they were made.
    with transaction.atomic():
        Notice.objects.filter(mailed_at=None).update(mailed_at=world.clock.now)
        User.objects.exclude(mail_bounced_at=None).update(mail_bounced_at=None)
        audit.record(SYSTEM, LOADED, world.people[ACCOUNTS[-1].key], small=small)
    return world
