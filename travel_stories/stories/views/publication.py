"""From the workshop towards the public: asking, handing in, taking back, the secret link."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import run_action
from travel_stories.stories.actions.links import make_story_link, revoke_story_link
from travel_stories.stories.actions.publication import (
    request_reread,
    submit_story,
    withdraw_story,
    withdraw_story_submission,
)
from travel_stories.stories.forms.publication import SubmitForm
from travel_stories.stories.presenters.desks import desk_of
from travel_stories.stories.selectors.consents import named_people_in
from travel_stories.stories.views.drafts import authors_only


@require_safe
@authors_only
def publication(request, me):
    """How far the story is on its way to the public, and the one step that comes next."""
    links = {"link": me.story.links.good().filter(by=me).first()}
    named = named_people_in(me.story)
    context = {
        "desk": desk_of(me, "publication"),
        "me": me,
        "story": me.story,
        "named": named,
        "uncontacted": sum(one.is_uncontacted for one in named),
        "form": SubmitForm(),
    }
    return render(request, "stories/story_publication.html", context | links)


@require_POST
@authors_only
def reread(request, me):
    done = _("The requests have been sent. The list shows who hasn’t been asked yet.")
    action = lambda: request_reread(story=me.story, by=me)  # noqa: E731
    return run_action(request, action, done=done, to=_publication(me))


@require_POST
@authors_only
def submit(request, me):
    form = SubmitForm(request.POST)
    without = form.is_valid() and form.cleaned_data["without_silent"]
    action = lambda: submit_story(story=me.story, by=me, without_silent=without)  # noqa: E731
    done = _("Submitted for review. We’ll notify you of the decision.")
    return run_action(request, action, done=done, to=_publication(me))


@require_POST
@authors_only
def take_back(request, me):
    done = _("Withdrawn from review. You can edit again.")
    action = lambda: withdraw_story_submission(story=me.story, by=me)  # noqa: E731
    return run_action(request, action, done=done, to=_publication(me))


@require_POST
@authors_only
def withdraw(request, me):
    done = _("Unpublished. You still have your draft.")
    action = lambda: withdraw_story(story=me.story, by=me)  # noqa: E731
    return run_action(request, action, done=done, to=_publication(me))


@require_POST
@authors_only
def open_link(request, me):
    done = _("The link is ready. Anyone with it can read your draft.")
    action = lambda: make_story_link(story=me.story, by=me)  # noqa: E731
    return run_action(request, action, done=done, to=_publication(me))


@require_POST
@authors_only
def close_link(request, me, link):
    found = get_object_or_404(me.story.links, public_id=link)
    done = _("This link no longer works.")
    action = lambda: revoke_story_link(link=found, by=me)  # noqa: E731
    return run_action(request, action, done=done, to=_publication(me))


def _publication(me):
    return reverse("travel_stories:story-publication", args=[me.story.address])
