"""Reading an offer at the desk: on a phone as well as in the Wagtail admin."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import conclude, try_form
from hosting.actions.keeping_rules import broken_by
from hosting.actions.moderation import ask_for_change, publish_offer
from hosting.forms.coordination import ChangeForm, SeenForm
from hosting.models import offers_read_by
from hosting.queries.draft_changes import changes_of
from hosting.queries.local_rules import line_of
from hosting.queries.offer_pages import page_of
from hosting.queries.readings import photos_of
from hosting.views.desks import own_community


@login_required
@require_safe
def detail(request, public_id, offer_id):
    community = own_community(request, public_id)
    return _show(request, community, _offer(request, community, offer_id))


@login_required
@require_POST
def publish(request, public_id, offer_id):
    community = own_community(request, public_id)
    offer = _offer(request, community, offer_id)
    form = SeenForm(request.POST)
    if try_form(form, lambda seen: publish_offer(offer=offer, seen=seen, by=request.user)):
        return conclude(request, _("Published. The host has been told."), to=_desk(community))
    return _show(request, community, offer, refused=form)


@login_required
@require_POST
def change(request, public_id, offer_id):
    community = own_community(request, public_id)
    offer = _offer(request, community, offer_id)
    form = ChangeForm(request.POST)
    asked = try_form(
        form,
        lambda **words: ask_for_change(offer=offer, by=request.user, **words),
    )
    if asked:
        return conclude(request, _("The host has been told what to change."), to=_desk(community))
    return _show(request, community, offer, change_form=form)


def _offer(request, community, offer_id):
    """Handed in to this community, and somebody else's."""
    offers = offers_read_by(request.user).filter(community=community)
    return get_object_or_404(offers, public_id=offer_id).specific


def _desk(community):
    return reverse("hosting:coordination-desk", args=[community.address])


def _show(request, community, offer, **forms):
    """The page that visitors will see, with the reader's answer beside it."""
    seen = {"seen": offer.latest_revision.created_at.isoformat()}
    shown = _draft_told(offer.get_latest_revision_as_object()) | {
        "community": community,
        "is_waiting": offer.workflow_in_progress,
        "seen_form": SeenForm(initial=seen),
        "change_form": ChangeForm(initial=seen),
    }
    status = 422 if forms else 200
    return render(request, "hosting/coordination/reading.html", shown | forms, status=status)


def _draft_told(draft):
    """As everybody would read it, and what a reader has to look at."""
    return {
        "page_template": f"hosting/{draft.kind}_detail.html",
        "changes": changes_of(draft),
        "broken": [line_of(rule).text for rule in broken_by(draft)],
        "page": page_of(draft, is_draft=True),
        "is_preview": True,
        "photos": photos_of(draft),
    }
