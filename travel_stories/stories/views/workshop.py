"""My stories, a new one, its workshop, and what it said before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from core.http.actions import post_data_or_none, run_action
from travel_stories.collaboration.forms import EditForm
from travel_stories.stories.actions.blocks import restore_block, restore_revision
from travel_stories.stories.actions.stories import begin_story, change_story, delete_story
from travel_stories.stories.actions.trip_to_story import begin_story_of_trip
from travel_stories.stories.choices import BlockKind, StoryNoun
from travel_stories.stories.forms.stories import StoryForm
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.stories import Story
from travel_stories.stories.presenters.desks import (
    chapters_of,
    current_editors,
    desk_of,
    invitations_for,
    progress_of,
    stories_of,
)
from travel_stories.stories.presenters.pages import page_of
from travel_stories.stories.presenters.revisions import revisions_of, sides_of
from travel_stories.stories.selectors.rendered_stories import render_draft
from travel_stories.stories.views.drafts import authors_only, try_button, try_edit
from travel_stories.trips.views.trip_access import members_only

A_PAGE = 50


@login_required
@require_safe
def index(request):
    context = {"stories": stories_of(request.user), "invitations": invitations_for(request.user)}
    return render(request, "stories/my_stories.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    form = StoryForm(post_data_or_none(request), initial={"language": get_language()})
    if form.is_valid():
        key = form.cleaned_data["key"]
        story = begin_story(words=form.words(), key=key, by=request.user)
        return redirect(story.workshop_url)
    status = 422 if form.is_bound else 200
    return render(request, "stories/story_begin.html", {"form": form}, status=status)


@require_safe
@authors_only
def detail(request, me):
    context = {
        "desk": desk_of(me, "write"),
        "chapters": chapters_of(me.story),
        "kinds": BlockKind.choices,
        "progress": progress_of(me.story),
    }
    return render(request, "stories/story_workshop.html", context)


@require_safe
@authors_only
def now(request, me):
    """What a page that is open asks every few seconds: who writes where, and how far photos are."""
    progress = progress_of(me.story)
    return JsonResponse(
        {
            "number": me.story.last_number,
            "editors": current_editors(me),
            "photos": {"done": progress.done, "all": progress.all},
        }
    )


@require_safe
@authors_only
def preview(request, me):
    """The page that everybody will read, made of the draft."""
    page = page_of(render_draft(me.story))
    context = {"page": page, "is_draft": True, "back": me.story.workshop_url}
    return render(request, "stories/story_detail.html", context)


@require_POST
@members_only
def tell(request, me):
    """From a trip with one press; the same press again leads to the same draft."""
    form = EditForm(request.POST)
    if not form.is_valid():
        return redirect(me.trip)
    try:
        story = begin_story_of_trip(trip=me.trip, key=form.cleaned_data["key"], by=me)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(me.trip)
    return redirect(story.workshop_url)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def change(request, me):
    form = StoryForm(post_data_or_none(request), instance=Story.objects.get(pk=me.story_id))
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_story(story=me.story, words=words, edit=edit),
        to=me.story.workshop_url,
    )
    context = {"desk": desk_of(me, "frame"), "form": form}
    status = 422 if form.is_bound else 200
    return answer or render(request, "stories/story_change.html", context, status=status)


@require_POST
@authors_only
def delete(request, me):
    return run_action(
        request,
        lambda: delete_story(story=me.story, by=me),
        done=_("Story deleted."),
        to=reverse("travel_stories:my-stories"),
    )


@require_safe
@authors_only
def revisions(request, me):
    page = Paginator(revisions_of(me.story), A_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk_of(me, "revisions"), "page": page}
    return render(request, "stories/story_revisions.html", context)


@require_safe
@authors_only
def revision(request, me, number):
    change = get_object_or_404(revisions_of(me.story), number=number)
    block = None
    if change.noun == StoryNoun.BLOCK:
        block = Block.objects.get(pk=change.part)
    context = {
        "desk": desk_of(me, "revisions"),
        "change": change,
        "sides": sides_of(change),
        "story_block": block,
    }
    return render(request, "stories/story_revision.html", context)


@require_POST
@authors_only
def restore(request, me, number):
    """What a change took out comes back; what it wrote is written again."""
    change = get_object_or_404(me.story.changes, number=number, noun=StoryNoun.BLOCK)
    block = get_object_or_404(Block.objects.select_related("chapter__story"), pk=change.part)

    def action(edit):
        if not block.is_present and change.after is None:
            return restore_block(block=block, edit=edit)
        return restore_revision(change=change, edit=edit)

    return try_button(request, EditForm(request.POST), me, action, to=me.story.workshop_url)
