"""The page of one's calendar links, and the file behind each."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.cache.caching import get_or_set
from core.http.actions import run_action
from core.http.shortcuts import get_or_404
from hosting.calendar_links.actions import create_link, revoke_link
from hosting.calendar_links.guide import meanings, site_guides
from hosting.calendar_links.models import CalendarLink
from hosting.calendar_links.presenters import anchor_of, link_rows, name_of, title_of
from hosting.calendar_links.selectors import busy_times, linkable_activities, linkable_units

INDEX = "hosting:calendar-links"
FILES_KEPT = timedelta(days=1)


@login_required
@require_safe
def index(request):
    context = {"rows": link_rows(request.user), "room": "calendar"}
    return render(request, "calendar_links/link_list.html", context)


@login_required
@require_safe
def guide(request):
    """How calendars of other sites are connected, and what each of them leaves out."""
    units = linkable_units(request.user)
    context = {
        "sites": site_guides(),
        "meanings": meanings(),
        "units": units,
        "room": "calendar",
    }
    return render(request, "calendar_links/guide.html", context)


@login_required
@require_POST
def create_for_host(request):
    return _create(request)


@login_required
@require_POST
def create_for_unit(request, public_id):
    return _create(
        request, unit=get_object_or_404(linkable_units(request.user), public_id=public_id)
    )


@login_required
@require_POST
def create_for_activity(request, public_id):
    activity = get_object_or_404(linkable_activities(request.user), public_id=public_id)
    return _create(request, activity=activity)


@login_required
@require_POST
def revoke(request, public_id):
    links = CalendarLink.objects.visible_to(request.user).select_related("unit", "activity")
    link = get_object_or_404(links, public_id=public_id)
    done = _("The link to “%(calendar)s” no longer works. What used it no longer sees bookings.")
    return run_action(
        request,
        lambda: revoke_link(link=link, by=request.user),
        done=done % {"calendar": title_of(link)},
        to=reverse(INDEX),
    )


@require_safe
def feed(request, token):
    """For a calendar program, which has no session: the link is the key.

    Each asks again every few minutes. The facts are three short reads; the file is written once.
    """
    link = get_or_404(CalendarLink.objects.with_token(token))
    from hosting.calendar_links.exports import calendar_of, digest_of  # noqa: PLC0415  3 MiB that few need

    CalendarLink.objects.note_read(link)
    times, name, language = busy_times(link), name_of(link), link.host.language
    digest = digest_of(times, name=name, language=language)
    etag = f'W/"{digest}"'  # as the proxy may compress it
    if response := get_conditional_response(request, etag=etag):
        return response
    content = get_or_set(
        f"calendar_links.{digest}",
        lambda: calendar_of(times, name=name, language=language),
        FILES_KEPT,
    )
    headers = {
        "ETag": etag,
        "Content-Disposition": 'inline; filename="calendar.ics"',
        "Content-Language": language,  # of its host, not of its address
    }
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _create(request, unit=None, activity=None):
    """The page opens at the calendar that has the new link."""
    subject = unit or activity
    words = _("The link to “%(calendar)s” is ready.")
    return run_action(
        request,
        lambda: create_link(by=request.user, unit=unit, activity=activity),
        done=lambda link: words % {"calendar": title_of(link)},
        to=f"{reverse(INDEX)}#{anchor_of(subject.public_id if subject else '')}",
    )
