"""Somebody else reads a story before everybody does; what readers report is decided here too."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.deeds import conclude, posted, try_form
from travel_stories.actions.publication import publish_story, send_back_story, withdraw_story
from travel_stories.actions.reports import decide_report, report_story
from travel_stories.enums import ReportState
from travel_stories.forms.publication import (
    DecisionForm,
    ReportForm,
    SeenForm,
    SendBackForm,
    TakeDownForm,
)
from travel_stories.models import StoryReport, stories_read_by
from travel_stories.queries.consents import named_to_reader
from travel_stories.queries.story_pages import find_public, page_of
from travel_stories.queries.story_readings import desk_of_reader
from travel_stories.queries.tellings import draft_telling
from travel_stories.views.limits import limited

AN_HOUR = 3600


@login_required
@never_cache
@require_safe
def reading_list(request):
    """What waits for this reader: stories that were handed in, and reports."""
    desk = desk_of_reader(request.user)
    if desk is None:
        raise Http404
    return render(request, "travel_stories/reading_list.html", {"desk": desk})


@login_required
@never_cache
@require_safe
def reading(request, public_id):
    return _show_reading(request, _to_read(request, public_id))


@login_required
@require_POST
def publish(request, public_id):
    story = _to_read(request, public_id)
    form = SeenForm(request.POST)
    if try_form(form, lambda seen: publish_story(story=story, seen=seen, by=request.user)):
        return conclude(request, _("Published. Its authors have been told."), to=_desk(request))
    return _show_reading(request, story, refused=form)


@login_required
@require_POST
def send_back(request, public_id):
    story = _to_read(request, public_id)
    form = SendBackForm(request.POST)
    if try_form(form, lambda **said: send_back_story(story=story, by=request.user, **said)):
        return conclude(request, _("Its authors have been told what to change."), to=_desk(request))
    return _show_reading(request, story, send_back_form=form)


@login_required
@require_POST
def take_down(request, public_id):
    story = _to_read(request, public_id)
    form = TakeDownForm(request.POST)
    if try_form(form, lambda reason: withdraw_story(story=story, by=request.user, reason=reason)):
        return conclude(request, _("It is off the public pages."), to=_desk(request))
    return _show_reading(request, story, take_down_form=form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("report", most=5, seconds=AN_HOUR)
def report(request, public_id):
    """No account is needed."""
    story = find_public(public_id)
    if story is None:
        raise Http404
    by = request.user if request.user.is_authenticated else None
    form = ReportForm(posted(request))
    if form.is_valid():
        report_story(story=story, words=form.cleaned_data, by=by)
        done = _("Thank you. Somebody who isn’t its author looks at it.")
        return conclude(request, done, to=story)
    status = 422 if form.is_bound else 200
    return render(
        request, "travel_stories/report.html", {"story": story, "form": form}, status=status
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_detail(request, report_id):
    reports = StoryReport.objects.filter(story__in=stories_read_by(request.user))
    found = get_object_or_404(reports.select_related("story"), public_id=report_id)
    form = DecisionForm(posted(request))
    if try_form(
        form,
        lambda state, decision: decide_report(
            report=found, state=ReportState(state), decision=decision, by=request.user
        ),
    ):
        return conclude(request, _("Decided, and told."), to=_desk(request))
    shown = {"report": found, "form": form, "take_down_form": TakeDownForm()}
    return render(
        request, "travel_stories/report_detail.html", shown, status=422 if form.is_bound else 200
    )


def _to_read(request, public_id):
    return get_object_or_404(stories_read_by(request.user), public_id=public_id)


def _show_reading(request, story, **forms):
    """The page as everybody would see it, with the reader's answer beside it."""
    seen = {"seen": story.last_number}
    shown = {
        "page": page_of(draft_telling(story)),
        "story": story,
        "named": named_to_reader(story),
        "seen_form": SeenForm(initial=seen),
        "send_back_form": SendBackForm(initial=seen),
        "take_down_form": TakeDownForm(),
    }
    status = 422 if forms else 200
    return render(request, "travel_stories/reading.html", shown | forms, status=status)


def _desk(request):
    """Back to the page one came from, the admin for instance."""
    way = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(way, allowed_hosts={request.get_host()}):
        return way
    return reverse("travel_stories:reading-list")
