"""The page of an activity and that of an event of pretix, both with sixty dates, in turn."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.models import Count
from django.utils import timezone, translation

from bench.foreign import pretix
from bench.tools.figures import Recorder
from bench.tools.server import AS_A_SITE, serving
from bench.tools.throughput import MeasuredPage, throughputs_of
from hosting.calendars.models import Session
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from scripts.machine import free_port

DATES: Final = 60
DATABASE: Final = "pretix"
TIMES: Final = 10
MEMORY: Final = 0.8
OURS, THEIRS = "our page of an activity", "pretix's page of an event"
ANEW: Final = "our page of an activity, made anew each time"


class Command(BaseCommand):
    """The same PostgreSQL and Redis, one worker each."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Ours shows all its dates; theirs, as it does beyond fifty, the month of them."""
        path, port = with_dates(), free_port()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {DATABASE}")
        with tempfile.TemporaryDirectory() as folder:
            services = {"DATABASE_URL": database_url(), "REDIS_URL": settings.CELERY_BROKER_URL}
            made = pretix.made_in(Path(folder), port=port, database=DATABASE, services=services)
            with (
                serving(environment=AS_A_SITE) as ours,
                serving() as anew,
                pretix.serving_in(made, port) as theirs,
            ):
                courses = {OURS: MeasuredPage(ours, path), ANEW: MeasuredPage(anew, path)}
                paces = throughputs_of(courses | {THEIRS: MeasuredPage(theirs, pretix.PAGE)})
                held = {OURS: ours.worker_mebibytes(), THEIRS: theirs.worker_mebibytes()}
        keep = Recorder("site", fresh=False)
        for name, pace in paces.items():
            keep.note(f"{name}: requests per second", round(pace.rate, 1), "1/s")
            keep.note(f"{name}: processor time per answer", round(pace.milliseconds, 1), "ms")
        for name, mebibytes in held.items():
            keep.note(f"{name}: memory of its worker", round(mebibytes, 1), "MiB")
        faster = {name: round(paces[name].rate / paces[THEIRS].rate, 1) for name in courses}
        keep.at_least(f"{OURS} beside {THEIRS}", faster[OURS], "times", TIMES)
        keep.note(f"{ANEW}, beside {THEIRS}", faster[ANEW], "times")
        share = round(held[OURS] / held[THEIRS], 2)
        keep.at_most(f"{OURS} beside {THEIRS}: memory", share, "times", MEMORY)


def with_dates() -> str:
    """An activity with photographs, two sessions a day from the first of next month on."""
    activities = Offer.objects.public().filter(kind=OfferKind.ACTIVITY)
    without_any = activities.filter(activity__sessions__isnull=True)
    activity = without_any.annotate(seen=Count("photos")).order_by("-seen", "pk")[0]
    today = timezone.localdate()
    first = datetime(today.year + today.month // 12, today.month % 12 + 1, 1, 8, tzinfo=UTC)
    starts = [first + timedelta(days=n // 2, hours=6 * (n % 2)) for n in range(DATES)]
    Session.objects.bulk_create(
        Session(activity_id=activity.pk, starts_at=one, ends_at=one + timedelta(hours=2), seats=8)
        for one in starts
    )
    with translation.override("fr"):
        return str(activity.get_absolute_url())


def database_url() -> str:
    """Where our own tables are, as services tell it."""
    known = connection.settings_dict
    login = f"{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"
    return f"postgres://{login}/{known['NAME']}"
