"""Read by pretix's own shell: an event series whose sixty dates fall into one month."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django_scopes import scopes_disabled
from pretix.base.models import Organizer

today = timezone.now().date()
first = datetime(today.year + today.month // 12, today.month % 12 + 1, 1, 8, tzinfo=UTC)

with scopes_disabled():
    organizer = Organizer.objects.create(name="Neighbours", slug="neighbours")
    event = organizer.events.create(
        name="Baskets of willow",
        slug="baskets",
        currency="EUR",
        date_from=first,
        has_subevents=True,
        live=True,
        plugins="pretix.plugins.sendmail,pretix.plugins.statistics,pretix.plugins.checkinlists",
    )
    event.settings.event_list_type = "calendar"  # its own choice for more than fifty dates
    item = event.items.create(name="A seat", default_price=12)
    for number in range(60):
        day = first + timedelta(days=number // 2 % 28, hours=6 * (number % 2) + number // 56)
        date = event.subevents.create(name="Baskets of willow", date_from=day, active=True)
        event.quotas.create(name="Seats", size=8, subevent=date).items.add(item)
