"""The address of each route in the world: which object stands in it, and whose link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Final

from allauth.account.utils import user_pk_to_url_str
from django.apps import apps
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Collection, Locale, Site, Task, Workflow

from core.security.tokens import make_token
from hosting.favourites.models import SALT as LIST_SALT
from search.saved.selectors import unsubscribe_token
from tests.permissions.roles import Role
from tests.permissions.routes import Route
from tests.permissions.world import NO_TOKEN, World

SNIPPETS: Final = (
    *("communities", "offers", "itineraries", "stories", "moderation", "recordings"),
)
NOBODY: Final = 999_999
"""The key of a row that isn't there: Wagtail lets nobody in before it looks."""


KEY: Final = {"key": "6f1a0c52-3f7e-4a52-9d43-1f1d5d7f7a11", "based_on": 0}
DATA: Final[list[tuple[str, dict[str, Any]]]] = [
    ("membership-sign$", {"version": 1, "agrees": "on"}),
    ("membership-meet$", {"on": timezone.localdate().isoformat()}),
    ("membership-refuse$", {"refuse-reason": "No"}),
    ("founding-decline$", {"reason": "No"}),
    ("(idea-take|option-take)$", {**KEY, "day": 1}),
    ("(idea|comment|poll)-remove$|poll-close$|trip-tell$", KEY),
    ("paper-(begin|count)$", KEY),
    ("member-role$", {"role": "observer"}),
    ("member-invite$", {"role": "companion", "email": "new@example.org", "language": "en"}),
    ("author-role$", {"role": "reader"}),
    ("organisation-create$", {"kind": "school", "name": "A school"}),
    (
        "mandate-invite$",
        {"role": "representative", "email": "new@example.org", "language": "en"},
    ),
    ("author-invite$", {"role": "writer", "email": "other@example.org", "language": "en"}),
    ("own-extension-yes$", {"full_name": "Ada Canary"}),
    ("stage-move$", {"to": "1:"}),
    ("enquiry-(offer|host|community)$", {"message": "May we?", **KEY}),
]
"""By the end of the name of a route whose view looks at the form before it asks who sent it."""


class Addresses:
    """What stands in the parameters of every route."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rules = _rules(world)
        self.tokens = _tokens(world)
        self.queries = {
            "travel_stories:trip-live": "?since=0",
            "travel_stories:trip-changes": "?since=0",
            "oembed": f"?url=http://testserver{world.stay.get_absolute_url()}",
            "travel_stories:trip-add": f"?offer={world.stay.public_id}",
            "travel_stories:block-add": f"?chapter={world.chapter.public_id}",
        }

    def data(self, route: Route) -> dict[str, Any]:
        """What a form needs so that its action is asked; all others are sent empty."""
        return next((data for pattern, data in DATA if re.search(pattern, route.name)), {})

    def of(self, route: Route, role: Role) -> str:
        """The path that this role asks for.

        Raises:
            KeyError: nothing says what stands in a parameter of a new route.
        """
        secret = "key" if route.pattern.startswith("en/account/") else "token"
        values = {
            name: self._token(route, role) if name == secret else self._value(route, name)
            for name in route.params
        }
        return route.path(values) + self.queries.get(route.name, "")

    def _value(self, route: Route, name: str) -> Any:
        for pattern, values in self.rules:
            if name in values and re.search(pattern, route.pattern):
                return values[name]
        raise KeyError(f"{name} of {route.name} ({route.pattern})")

    def _token(self, route: Route, role: Role) -> str:
        """Whoever has no link tries one of nobody."""
        for pattern, tokens in self.tokens:
            if re.search(pattern, route.pattern):
                return str(tokens.get(role, NO_TOKEN))
        raise KeyError(f"token of {route.name} ({route.pattern})")


def _tokens(world: World) -> list[tuple[str, Mapping[Role, str]]]:
    """By the beginning of the address, who bears which link."""
    placed, asked = world.placement, world.asked
    return [
        (
            "emergency/<str:token>/(stays|messages|more-nights)",
            {
                Role.REQUESTER_LINK: placed.request.submission.token,
                Role.HOST_LINK: placed.offer.submission.token,
            },
        ),
        ("emergency/<str:token>/appeal", {Role.HOST_LINK: world.suspension.offer.submission.token}),
        (
            "emergency/<str:token>/",
            {
                Role.REQUESTER_LINK: asked.request.submission.token,
                Role.HOST_LINK: asked.offer.submission.token,
            },
        ),
        ("favourites/", {Role.LINK: make_token(LIST_SALT, world.list.public_id, world.list.nonce)}),
        ("searches/quiet/", {Role.LINK: unsubscribe_token(world.search)}),
        ("s/network/", {Role.LINK: world.member_invitation.token}),
        ("s/report/", {Role.LINK: world.dismissed.token}),
        ("s/decision/", {Role.LINK: world.decision.token}),
        ("s/hosting/calendar/", {Role.LINK: world.host_calendar.token}),
        ("s/calendar/", {Role.LINK: world.calendar_link.token}),
        ("s/trip/", {Role.LINK: world.look_link.token}),
        ("s/story/", {Role.LINK: world.story_link.token}),
        ("s/consent/", {Role.LINK: world.shown.token}),
        ("s/author/", {Role.LINK: world.author_invitation.token}),
        ("s/mandate/", {Role.LINK: world.mandate_invitation.token}),
        ("s/sign-up/", {Role.LINK: world.sign_up.token}),
        ("s/invitation/", {Role.LINK: world.invitation.token}),
        ("s/pass/", {Role.LINK: world.guest.token}),
        ("mails/stop/", {Role.LINK: world.stop_token}),
        ("account/.address/confirm", {Role.LINK: world.confirmation_key}),
        ("account/.password/new", {Role.LINK: world.reset_key}),
        ("cms/password_reset/", {}),
    ]


def _rules(world: World) -> list[tuple[str, Mapping[str, Any]]]:
    """Of the first expression that is in the address and knows the parameter."""
    photo = PurePath(world.photo.file.name)
    placed, asked = world.placement, world.asked
    return [
        *_hosting_rules(world),
        *_trip_rules(world),
        *_story_rules(world),
        *_emergency_rules(world, placed, asked),
        *_admin_rules(world),
        ("^media/", {"folder": photo.parent.name, "name": photo.name}),
        ("^geography/", {"south": 47, "west": 0, "north": 48, "east": 1}),
        ("^sitemap-", {"section": "offers"}),
        ("destinations/<uuidstr:id>", {"id": world.destination.translation_key}),
        ("^api/v1/offers", {"id": world.stay.public_id}),
        ("^api/v1/communities", {"id": world.community.public_id}),
        ("^api/v1/itineraries", {"id": world.public_itinerary.public_id}),
        ("^api/v1/stories", {"id": world.public_story.public_id}),
        ("^en/(cards|map)/", {"noun": "offer", "public_id": world.stay.public_id}),
        ("^en/(report|coordination/decide)/", {"kind": "offer"}),
        ("^en/report/", {"public_id": world.stay.public_id}),
        ("^en/coordination/decide/", {"public_id": world.activity.public_id}),
        ("^en/me/reports/.*appeal", {"public_id": world.dismissed.public_id}),
        ("^en/me/reports/", {"public_id": world.report.public_id}),
        ("^en/me/decisions/", {"public_id": world.decision.public_id}),
        ("^en/coordination/reports/.*lift", {"public_id": world.hidden.public_id}),
        ("^en/coordination/reports/", {"public_id": world.report.case.public_id}),
        ("^en/me/searches/products/", {"public_id": world.product.public_id}),
        ("^en/me/searches/", {"public_id": world.search.public_id}),
        ("^en/me/notices/", {"public_id": world.notice.public_id}),
        ("^en/me/browsers/", {"public_id": world.push_subscription.public_id}),
        ("^en/me/messages/files/", {"public_id": world.attachment.public_id}),
        ("^en/me/messages/", {"public_id": world.enquiry.thread.public_id}),
        ("^en/me/threads/", {"public_id": world.request.thread.public_id}),
        ("^en/me/data/import/", {"public_id": world.archive_import.public_id}),
        (
            "^en/organisations/",
            {
                "public_id": world.organisation.public_id,
                "invitation": world.mandate_invitation.public_id,
                "mandate": world.mandate.public_id,
            },
        ),
        ("^en/people/.*unblock", {"public_id": world.block_made.blocked.public_id}),
        ("^en/people/", {"public_id": world.people[Role.HOST].public_id}),
        ("^en/account/two-step/passkeys/", {"pk": world.passkey.pk}),
        ("^en/recordings/", {"public_id": world.recording.public_id}),
        ("^en/offers/<public_id:address>", {"address": world.stay.address}),
        ("^en/communities/<public_id:address>", {"address": world.community.address}),
        ("^en/stories/<public_id:address>", {"address": world.public_story.address}),
        ("^en/itineraries/<public_id:address>", {"address": world.public_itinerary.address}),
        ("^en/places/", {"address": world.destination.slug}),
        ("^en/stories/by/season/", {"key": "now"}),
        ("^en/stories/by/place/", {"key": world.destination.slug}),
        ("^en/stories/by/", {"key": "nothing"}),
        ("^en/destinations/write/", {"language": "en", "slug": world.destination.slug}),
        ("^en/account/.password/new", {"uidb36": user_pk_to_url_str(world.people[Role.MEMBER])}),
        ("^en/_util/", {"page_view_restriction_id": NOBODY, "page_id": world.home.pk}),
    ]


def _hosting_rules(world: World) -> list[tuple[str, Mapping[str, Any]]]:
    request, over = world.request, world.note.agreement.request
    return [
        ("^en/offers/.*sessions.ics", {"public_id": world.activity.public_id}),
        ("^en/offers/<public_id:public_id>", {"public_id": world.stay.public_id}),
        ("^en/me/favourites/offers/", {"public_id": world.stay.public_id}),
        ("^en/me/favourites/", {"public_id": world.list.public_id}),
        ("^en/me/announcements/", {"public_id": world.announcement.public_id}),
        (
            "^en/hosting/communities/.*(name|dismiss|phone)/",
            {"public_id": world.membership.public_id},
        ),
        ("^en/hosting/communities/.*reinstate", {"public_id": world.suspended.public_id}),
        ("^en/hosting/communities/", {"public_id": world.candidacy.public_id}),
        ("^en/found-a-community/", {"public_id": world.founding.public_id}),
        ("^en/hosting/calendar-links/units/", {"public_id": world.unit.public_id}),
        ("^en/hosting/calendar-links/activities/", {"public_id": world.activity.public_id}),
        ("^en/hosting/calendar-links/", {"public_id": world.host_calendar.public_id}),
        ("^en/hosting/other-calendars/.*/<", {"feed_id": world.other_calendar.public_id}),
        ("^en/hosting/taken-twice/", {"conflict_id": world.conflict.public_id}),
        ("^en/hosting/offers/.*desks", {"unit_id": world.desk.public_id}),
        (
            "^en/hosting/",
            {
                "unit_id": world.unit.public_id,
                "session_id": world.session.public_id,
                "place_id": world.place.public_id,
                "photo": world.photo.public_id,
                "number": 1,
                "season": 1,
                "mode": "paid",
                "language": "fr",
            },
        ),
        ("^en/hosting/offers/.*(opening-hours|stock)", {"public_id": world.product.public_id}),
        ("^en/hosting/offers/.*desks", {"public_id": world.workspace.public_id}),
        ("^en/hosting/offers/.*sessions", {"public_id": world.activity.public_id}),
        ("^en/hosting/offers/.*(hand-in|take-back)", {"public_id": world.waiting_offer.public_id}),
        ("^en/hosting/offers/", {"public_id": world.stay.public_id}),
        ("^en/me/requests/.*quote", {"public_id": world.quote.request.public_id}),
        ("^en/me/quotes/", {"public_id": world.quote.public_id}),
        ("^en/me/requests/.*(cancel|no-show|agreement)", {"public_id": world.agreed.public_id}),
        ("^en/me/requests/.*hand-over", {"public_id": world.agreed.public_id}),
        ("^en/me/requests/.*note", {"public_id": over.public_id}),
        ("^en/me/requests/", {"public_id": request.public_id, "number": 1}),
        ("^en/me/replies/", {"public_id": world.reply.public_id}),
        ("^en/me/notes/", {"public_id": world.note.public_id}),
        ("^en/coordination/in-confidence/", {"public_id": world.concern.public_id}),
        (
            "^en/coordination/<public_id",
            {
                "public_id": world.community.public_id,
                "offer_id": world.waiting_offer.public_id,
                "rule_id": world.rule.public_id,
                "attestation_id": world.attestation.public_id,
                "member_id": world.hosts_membership.public_id,
                "import_id": world.network_import.public_id,
            },
        ),
        ("^en/communities/", {"public_id": world.community.public_id}),
        ("^en/co-hosts/", {"public_id": world.co_host_invitation.public_id}),
    ]


def _trip_rules(world: World) -> list[tuple[str, Mapping[str, Any]]]:
    return [
        ("^en/trips/add/", {"public_id": world.list.public_id}),
        ("^en/trips/registrations/", {"public_id": world.registration.public_id}),
        ("^en/trips/.*/(ask|attach|agreed-dates|doors)/", {"step": world.offer_step.public_id}),
        ("^en/trips/.*papers", {"item": world.paper.public_id}),
        ("^en/trips/.*comments/", {"noun": "idea", "part": world.idea.public_id}),
        (
            "^en/trips/",
            {
                "public_id": world.trip.public_id,
                "step": world.step.public_id,
                "document": world.document.public_id,
                "kind": "calendar",
                "link": world.calendar_link.public_id,
                "idea": world.idea.public_id,
                "poll": world.poll.public_id,
                "place": 1,
                "comment": world.comment.public_id,
                "checklist": world.checklist.public_id,
                "item": world.item.public_id,
                "expense": world.expense.public_id,
                "member": world.companion.public_id,
                "asked": world.loose_request.public_id,
                "offer": world.stay.public_id,
                "invitation": world.invitation.public_id,
                "number": 1,
                "registration": world.registration.public_id,
            },
        ),
    ]


def _story_rules(world: World) -> list[tuple[str, Mapping[str, Any]]]:
    return [
        ("^en/stories/workshop/.*/photos/", {"block": world.gallery.public_id}),
        ("^en/stories/workshop/.*/comments/", {"number": world.block_comment.pk}),
        (
            "^en/stories/workshop/",
            {
                "public_id": world.story.public_id,
                "person_id": world.shown.public_id,
                "link": world.story_link.public_id,
                "number": 1,
                "chapter": world.chapter.public_id,
                "kind": "text",
                "block": world.block.public_id,
                "photo": world.picture.public_id,
                "author": world.writer.public_id,
                "invitation": world.author_invitation.public_id,
            },
        ),
        ("^en/(s/story|stories/sounds)/", {"sound": world.sound.public_id}),
        ("^en/stories/readings/", {"public_id": world.waiting_story.public_id}),
        ("^en/stories/", {"public_id": world.public_story.public_id}),
        (
            "^en/hosting/itineraries/",
            {
                "public_id": world.itinerary.public_id,
                "kind": "offer",
                "stage": world.stage.public_id,
            },
        ),
        ("^en/itineraries/readings/", {"public_id": world.waiting_itinerary.public_id}),
        ("^en/itineraries/", {"public_id": world.public_itinerary.public_id}),
    ]


def _emergency_rules(world: World, placed: Any, asked: Any) -> list[tuple[str, Mapping[str, Any]]]:
    during = "(messages|write|more-nights|stays)"
    return [
        (f"requests/<public_id:request_id>/{during}/", {"request_id": placed.request.public_id}),
        (f"(write|{during})/<", {"proposal": placed.proposal.public_id}),
        ("homes/<public_id:offer_id>/uphold", {"offer_id": world.suspension.offer.public_id}),
        ("state/", {"proposal": world.switch.public_id, "change": world.switch.change}),
        ("^en/emergency/standby/", {"standby": world.standby.public_id}),
        ("lend-again/", {"public_id": world.activation.public_id}),
        ("/called/", {"outcome": "no_answer"}),
        (
            "emergency/",
            {
                "public_id": world.activation.public_id,
                "request_id": asked.request.public_id,
                "offer_id": asked.offer.public_id,
                "proposal": asked.public_id,
                "placement": placed.public_id,
                "extension": world.extension.public_id,
                "message": world.message.public_id,
                "day": timezone.localdate().isoformat(),
                "roster": world.roster.public_id,
                "text": world.text.public_id,
                "duty": world.duty.public_id,
                "intake_type": "roof",
                "incident": world.incident.public_id,
            },
        ),
    ]


def _admin_rules(world: World) -> list[tuple[str, Mapping[str, Any]]]:
    """Of Wagtail: by the namespace of a snippet its first row, by the name a page or photograph."""
    home = world.home.pk
    return [
        *_snippet_rules(),
        ("^cms/users/", {"pk": world.people[Role.MEMBER].pk}),
        ("^cms/groups/", {"pk": Group.objects.get(name="Editors").pk}),
        ("^cms/sites/", {"pk": Site.objects.get().pk}),
        ("^cms/locales/", {"pk": Locale.objects.first().pk}),
        ("^cms/collections/", {"pk": Collection.objects.exclude(depth=1).first().pk}),
        ("^cms/workflows/tasks/", {"pk": Task.objects.first().pk}),
        ("^cms/workflows/", {"pk": Workflow.objects.first().pk}),
        ("^cms/images/chooser/", {"pk": world.photo.pk}),
        ("^cms/locality-chooser/", {"pk": world.community.locality.pk}),
        ("^cms/api/main/.images/", {"pk": world.photo.pk}),
        ("^cms/(api/main/.pages|pages)/", {"pk": home}),
        ("^cms/pages/create|^cms/pages/usage", {"app_label": "pages", "model_name": "contentpage"}),
        ("^cms/(bulk|editing)", {"app_label": "pages", "model_name": "homepage"}),
        ("^cms/workflows/tasks/add/", {"app_label": "offers", "model_name": "communityreading"}),
        (
            "^cms/",
            {
                "page_id": home,
                "parent_page_id": home,
                "page_to_move_id": world.destination.pk,
                "destination_id": home,
                "page_pk": home,
                "workflow_pk": Workflow.objects.first().pk,
                "content_type_app_name": "pages",
                "content_type_model_name": "contentpage",
                "revision_id": NOBODY,
                "revision_id_a": "earliest",
                "revision_id_b": "latest",
                "image_id": world.photo.pk,
                "document_id": NOBODY,
                "doc_id": NOBODY,
                "uploaded_file_id": NOBODY,
                "filter_spec": "width-100",
                "task_id": Task.objects.first().pk,
                "task_state_id": NOBODY,
                "workflow_state_id": NOBODY,
                "action_name": "approve",
                "action": "delete",
                "collection_id": Collection.objects.exclude(depth=1).first().pk,
                "object_id": str(home),
                "session_id": NOBODY,
                "translation_id": NOBODY,
                "translation_source_id": NOBODY,
                "string_segment_id": NOBODY,
                "overridable_segment_id": NOBODY,
                "mode": "default",
                "redirect_id": NOBODY,
                "app_name": "pages",
                "app_label": "pages",
                "model_name": "homepage",
                "pk": NOBODY,
                "uidb64": "MQ",
            },
        ),
    ]


def _snippet_rules() -> list[tuple[str, Mapping[str, Any]]]:
    """`cms/snippets/<app>/<model>/` and the chooser of the same model."""
    return [
        (
            f"^cms/snippets/(choose/)?\\w+/{model._meta.model_name}/",
            {"pk": getattr(model._default_manager.first(), "pk", NOBODY)},
        )
        for label in SNIPPETS
        for model in apps.get_app_config(label).get_models()
    ]
