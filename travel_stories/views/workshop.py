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

from core.deeds import carry_out, posted
from core.errors import DomainError
from travel_stories.actions.blocks import restore_block, restore_revision
from travel_stories.actions.stories import begin_story, change_story, delete_story
from travel_stories.actions.tellings import tell_trip
from travel_stories.enums import BlockKind, StoryNoun
from travel_stories.forms.edits import EditForm
from travel_stories.forms.stories import StoryEditForm, StoryForm
from travel_stories.models import Block, Story
from travel_stories.queries.desks import (
    chapters_of,
    desk_of,
    invitations_for,
    pens_of,
    progress_of,
    stories_of,
)
from travel_stories.queries.revisions import revisions_of, sides_of
from travel_stories.queries.story_pages import page_of
from travel_stories.queries.tellings import draft_telling
from travel_stories.views.doors import members_only
from travel_stories.views.drafts import authors_only, try_draft, try_press

A_PAGE = 50


@login_required
@require_safe
def index(request):
    shown = {"stories": stories_of(request.user), "invitations": invitations_for(request.user)}
    return render(request, "travel_stories/my_stories.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    form = StoryForm(posted(request), initial={"language": get_language()})
    if form.is_valid():
        key = form.cleaned_data["key"]
        story = begin_story(words=form.words(), key=key, by=request.user)
        return redirect(story.workshop_url)
    status = 422 if form.is_bound else 200
    return render(request, "travel_stories/story_begin.html", {"form": form}, status=status)


@require_safe
@authors_only
def detail(request, me):
    shown = {
        "desk": desk_of(me, "write"),
        "chapters": chapters_of(me.story),
        "kinds": BlockKind.choices,
        "progress": progress_of(me.story),
    }
    return render(request, "travel_stories/story_workshop.html", shown)


@require_safe
@authors_only
def now(request, me):
    """What a page that is open asks every few seconds: who writes where, and how far photos are."""
    progress = progress_of(me.story)
    return JsonResponse(
        {
            "number": me.story.last_number,
            "pens": pens_of(me),
            "photos": {"done": progress.done, "all": progress.all},
        }
    )


@require_safe
@authors_only
def preview(request, me):
    """The page that everybody will read, made of the draft."""
    page = page_of(draft_telling(me.story))
    shown = {"page": page, "is_draft": True, "back": me.story.workshop_url}
    return render(request, "travel_stories/story_detail.html", shown)


@require_POST
@members_only
def tell(request, me):
    """From a trip with one press; the same press again leads to the same draft."""
    form = EditForm(request.POST)
    if not form.is_valid():
        return redirect(me.trip)
    try:
        story = tell_trip(trip=me.trip, key=form.cleaned_data["key"], by=me)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(me.trip)
    return redirect(story.workshop_url)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def change(request, me):
    form = StoryForm(posted(request), instance=Story.objects.get(pk=me.story_id))
    answer = try_draft(
        request,
        form,
        me,
        lambda words, edit: change_story(story=me.story, words=words, edit=edit),
        to=me.story.workshop_url,
    )
    shown = {"desk": desk_of(me, "frame"), "form": form}
    status = 422 if form.is_bound else 200
    return answer or render(request, "travel_stories/story_change.html", shown, status=status)


@require_POST
@authors_only
def delete(request, me):
    return carry_out(
        request,
        lambda: delete_story(story=me.story, by=me),
        done=_("The story is deleted."),
        to=reverse("travel_stories:my-stories"),
    )


@require_safe
@authors_only
def revisions(request, me):
    page = Paginator(revisions_of(me.story), A_PAGE).get_page(request.GET.get("page"))
    shown = {"desk": desk_of(me, "revisions"), "page": page}
    return render(request, "travel_stories/story_revisions.html", shown)


@require_safe
@authors_only
def revision(request, me, number):
    change = get_object_or_404(revisions_of(me.story), number=number)
    block = None
    if change.noun == StoryNoun.BLOCK:
        block = Block.objects.get(pk=change.part)
    shown = {
        "desk": desk_of(me, "revisions"),
        "change": change,
        "sides": sides_of(change),
        "told": block,
    }
    return render(request, "travel_stories/story_revision.html", shown)


@require_POST
@authors_only
def restore(request, me, number):
    """What a change took out comes back; what it wrote is written again."""
    change = get_object_or_404(me.story.changes, number=number, noun=StoryNoun.BLOCK)
    block = get_object_or_404(Block.objects.select_related("chapter__story"), pk=change.part)

    def deed(edit):
        if not block.is_present and change.after is None:
            return restore_block(block=block, edit=edit)
        return restore_revision(change=change, edit=edit)

    return try_press(request, StoryEditForm(request.POST), me, deed, to=me.story.workshop_url)
