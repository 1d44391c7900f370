"""The calendars that are kept elsewhere for one unit, for its host and who keeps its calendar."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http.actions import (
    post_data_or_none,
    redirect_with_success,
    render_forms,
    run_action,
    try_form,
)
from hosting.calendar_feeds.actions import (
    accept_shorter_feed,
    add_feed,
    change_feed,
    end_feed,
    fetch_feed_now,
)
from hosting.calendar_feeds.forms import FeedChangeForm, FeedForm
from hosting.calendar_feeds.models import CalendarFeed
from hosting.calendar_feeds.presenters import feed_rows, read_in_words
from hosting.calendar_feeds.registries import sections_of
from hosting.calendar_feeds.selectors import connectable_units
from hosting.offers.rules import works_on


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request, unit_id):
    unit = get_object_or_404(connectable_units(request.user), public_id=unit_id)
    form = FeedForm(post_data_or_none(request))
    if try_form(form, partial(add_feed, unit=unit, by=request.user)):
        done = _("The calendar is connected.")
        return redirect_with_success(request, done, to=_url(unit))
    is_host = works_on(request.user, unit.offer)
    rows = feed_rows(unit)
    context = {
        "unit": unit,
        "form": form,
        "rows": rows,
        "is_being_read": any(row.is_being_read for row in rows),
        "is_host": is_host,
        # They name guests, whom who only keeps the calendar doesn't know.
        "sections": sections_of(unit) if is_host else (),
        "room": "calendar",
    }
    return render_forms(request, "calendar_feeds/feed_list.html", context, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, feed_id):
    """Its name, and its address where another one takes its place."""
    feed = _feed_of(request, feed_id)
    form = FeedChangeForm(post_data_or_none(request), initial={"name": feed.name})
    if try_form(form, partial(change_feed, feed=feed, by=request.user)):
        done = _("Your changes have been saved.")
        return redirect_with_success(request, done, to=_url(feed.unit))
    context = {"feed": feed, "url": _url(feed.unit), "form": form, "room": "calendar"}
    return render_forms(request, "calendar_feeds/feed_change.html", context, form)


@login_required
@require_POST
def fetch_now(request, feed_id):
    return _run(request, feed_id, fetch_feed_now, _("We’ve asked for “%(name)s” again."))


@login_required
@require_POST
def accept(request, feed_id):
    done = _("The nights that are no longer in that calendar are being freed.")
    return _run(request, feed_id, accept_shorter_feed, done)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, feed_id):
    """Asked once before it is disconnected."""
    feed = _feed_of(request, feed_id)
    takes_nights = feed.blocks.taken().filter(end__gt=timezone.localdate()).exists()
    if request.method != "POST":
        context = {
            "feed": feed,
            "read": read_in_words(feed),
            "takes_nights": takes_nights,
            "url": _url(feed.unit),
        }
        return render(request, "calendar_feeds/feed_end.html", context)
    done = _("“%(name)s” is disconnected.")
    if takes_nights:
        done = _("“%(name)s” is disconnected. The nights that it alone took are free again.")
    return _run(request, feed_id, end_feed, done)


def _run(request, feed_id, action, done):
    feed = _feed_of(request, feed_id)
    return run_action(
        request,
        partial(action, feed=feed, by=request.user),
        done=lambda _result: done % {"name": feed.name},
        to=_url(feed.unit),
    )


def _feed_of(request, feed_id):
    rows = CalendarFeed.objects.visible_to(request.user)
    rows = rows.select_related("unit__stay", "unit__workspace")
    return get_object_or_404(rows, public_id=feed_id)


def _url(unit):
    return reverse("hosting:calendar-feeds", args=[unit.public_id])
