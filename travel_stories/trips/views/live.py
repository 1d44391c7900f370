"""What others do, as it happens: a stream, and the same by asking where no stream stays open."""

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.http.rate_limits import rate_limit_address
from travel_stories.trips.actions.presence import mark_online
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.selectors.live import changes_since
from travel_stories.trips.views.broadcaster import Stream, get_broadcaster
from travel_stories.trips.views.trip_access import members_only, passes_of

COME_AGAIN = 2000  # milliseconds, after a stream broke off
COME_AGAIN_LATE = 60_000  # where there was no room
LARGEST = 2**53  # what a browser counts exactly
AS_EVENTS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "Content-Encoding": "identity",  # our own compression would keep events back
    "X-Accel-Buffering": "no",
}


async def stream(request, public_id):
    """Server-sent events. A stranger can't tell whether the trip exists."""
    known = _number(request.headers.get("Last-Event-ID") or request.GET.get("since"))
    if request.method != "GET" or known is None:
        return HttpResponse(status=400)
    me = await sync_to_async(
        lambda: TripMember.objects.seat_of(request.user, public_id, passes_of(request))
    )()
    if me is None:
        return HttpResponse(status=404)
    address = rate_limit_address(request)
    page = Stream(me.trip_id, me.pk, me.nonce, known, me.trip.state, me.person_id, address)
    if not await get_broadcaster().may_join(page):
        refusal = _(
            "Too many trip pages are open, so this one checks for updates "
            "less often. Close the ones you don’t need."
        )
        headers = {"Retry-After": "60", "Content-Type": "text/plain; charset=utf-8"}
        return HttpResponse(refusal, status=429, headers=headers)
    return StreamingHttpResponse(_speak(page), headers=AS_EVENTS)


@require_safe
@members_only
def changes(request, me):
    """The same for a page that asks from time to time."""
    since = _number(request.GET.get("since"))
    if since is None:
        return HttpResponse(status=400)
    mark_online([me.pk])
    return JsonResponse(changes_since(me.trip, since))


async def _speak(page):
    """The thread of this request has nothing more to do: it gives its connection back."""
    await sync_to_async(_close_connection)()
    if not await get_broadcaster().admit(page):  # several came at once, and were all let in
        yield f"retry: {COME_AGAIN_LATE}\n\n"
        return
    with get_broadcaster().joined(page):
        yield f"retry: {COME_AGAIN}\n\n"
        async for event in page.iterate():
            yield event


def _close_connection():
    connection.close()


def _number(written):
    """What a page knows; nothing where it says something else than a number."""
    if not written or not written.isascii() or not written.isdigit():
        return None
    return min(int(written[:20]), LARGEST)
