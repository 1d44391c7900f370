"""Somebody else reads a story before everybody does."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import redirect_with_success, try_form
from travel_stories.stories.actions.publication import publish_story, request_story_changes
from travel_stories.stories.forms.publication import SeenForm, SendBackForm, review_forms
from travel_stories.stories.models.reviewers import stories_reviewable_by
from travel_stories.stories.presenters.pages import page_of
from travel_stories.stories.presenters.reviews import stories_waiting_for
from travel_stories.stories.selectors.consents import named_to_reader
from travel_stories.stories.selectors.rendered_stories import render_draft


@login_required
@never_cache
@require_safe
def reading_list(request):
    """What waits for this reader: stories that were handed in."""
    drafts = stories_waiting_for(request.user)
    if drafts is None:
        raise Http404
    return render(request, "stories/reading_list.html", {"drafts": drafts})


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
        return redirect_with_success(
            request, _("Published. We’ve notified the authors."), to=_desk(request)
        )
    return _show_reading(request, story, refused=form)


@login_required
@require_POST
def send_back(request, public_id):
    story = _to_read(request, public_id)
    form = SendBackForm(request.POST)
    if try_form(form, lambda **data: request_story_changes(story=story, by=request.user, **data)):
        return redirect_with_success(
            request, _("Sent back. We’ve sent your comments to the authors."), to=_desk(request)
        )
    return _show_reading(request, story, send_back_form=form)


@require_safe
def report(request, public_id):
    """Where stories were reported before everything could be."""
    return redirect("moderation:report", "story", public_id, permanent=True)


def _to_read(request, public_id):
    return get_object_or_404(stories_reviewable_by(request.user), public_id=public_id)


def _show_reading(request, story, **forms):
    """The page as everybody would see it, with the reader's answer beside it."""
    context = {
        "page": page_of(render_draft(story)),
        "story": story,
        "named": named_to_reader(story),
        **review_forms(story),
    }
    status = 422 if forms else 200
    return render(request, "stories/reading.html", context | forms, status=status)


def _desk(request):
    """Back to the page one came from, the admin for instance."""
    way = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(way, allowed_hosts={request.get_host()}):
        return way
    return reverse("travel_stories:reading-list")
