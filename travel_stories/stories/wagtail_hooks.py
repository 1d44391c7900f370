"""Stories in the Wagtail admin: to look at, and to read while they wait.

Nobody writes there what belongs to authors: each page ends in the same actions as the site.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import InspectView, SnippetViewSet

from hosting.communities.wagtail_hooks.policies import ViewOnlyPolicy
from travel_stories.stories.forms.publication import review_forms
from travel_stories.stories.models.consents import Consent, PersonShown
from travel_stories.stories.models.reviewers import stories_reviewable_by
from travel_stories.stories.models.stories import Story
from travel_stories.stories.presenters.reviews import stories_waiting_for
from travel_stories.stories.selectors.consents import named_to_reader
from travel_stories.stories.selectors.rendered_stories import render_draft

for kind in (Story, PersonShown, Consent):
    register_permission_policy(kind, ViewOnlyPolicy(kind))


class StoryReadingView(InspectView):
    """The draft as it would be read, with the answer below it for whoever may give one."""

    template_name = "stories/admin/story.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        story: Story = self.object
        return context | {
            "rendered_story": render_draft(story),
            "story": story,
            "named": named_to_reader(story),
            "may_answer": stories_reviewable_by(self.request.user).filter(pk=story.pk).exists(),
            **review_forms(story),
        }


class StoryViewSet(SnippetViewSet):
    model = Story
    base_url_path = "snippets/travel_stories/story"
    icon = "doc-full"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = StoryReadingView
    list_display = ("title", "state", "state_since", "published_at")
    list_filter = ("state", "language", "season")
    search_fields = ("title", "lede")


class PersonShownViewSet(SnippetViewSet):
    """Whom stories name. The secret of the link is nowhere."""

    model = PersonShown
    base_url_path = "snippets/travel_stories/personshown"
    icon = "user"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ("story", "name", "role", "added_at", "asked_at", "left_out_at")
    list_display = ("name", "story", "role", "asked_at", "left_out_at")
    list_filter = ("role",)
    search_fields = ("name",)


class ConsentViewSet(SnippetViewSet):
    """The register: written once, and only ever marked as withdrawn."""

    model = Consent
    base_url_path = "snippets/travel_stories/consent"
    icon = "clipboard-list"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = (
        *("shown", "purpose", "wording", "text_hash", "decision", "way"),
        *("noted_by", "note", "given_at", "withdrawn_at"),
    )
    list_display = ("shown", "decision", "way", "given_at", "withdrawn_at")
    list_filter = ("decision", "way")


class WaitingStories(Component):
    """On the first page of the admin: what waits for this reader."""

    order = 50
    template_name = "stories/admin/waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"drafts": stories_waiting_for(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    person = request.user
    if person.is_authenticated and stories_waiting_for(person):
        panels.append(WaitingStories())


@hooks.register("register_permissions")
def register_permission() -> QuerySet[Permission]:
    """A right that can be given to a group: reading what no community is asked to read."""
    return Permission.objects.filter(content_type__app_label="stories", codename="read_any_story")
