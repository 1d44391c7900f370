"""What the clock does for polls. Each job returns how many rows failed."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from travel_stories.trip_decisions.actions.polls import close_overdue_poll
from travel_stories.trip_decisions.models.deciding import Poll


@shared_task(name="travel_stories.close_polls")
def close_polls() -> int:
    """Polls whose date has passed: nobody could vote any more, now everybody hears of it."""
    return for_each_row(
        Poll.objects.overdue().select_related("by"),
        lambda poll: close_overdue_poll(poll=poll, by=SYSTEM),
    )
