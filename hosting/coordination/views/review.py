"""Reading an offer at the desk: on a phone as well as in the Wagtail admin."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import redirect_with_success, try_form
from hosting.communities.presenters.local_rules import rule_text
from hosting.coordination.forms.community import ChangeForm, RevisionForm
from hosting.coordination.views.desk_tabs import coordinated_community_or_404
from hosting.offers.actions.publication_rules import violated_rules
from hosting.offers.actions.review import publish_offer, request_changes
from hosting.offers.models.review import offers_reviewable_by
from hosting.offers.presenters.draft_changes import changes_since_review
from hosting.offers.presenters.draft_sections import photos_in_draft
from hosting.public_pages.presenters.offer_pages import offer_page


@login_required
@require_safe
def detail(request, public_id, offer_id):
    community = coordinated_community_or_404(request, public_id)
    return _render_review(request, community, _submitted_offer(request, community, offer_id))


@login_required
@require_POST
def publish(request, public_id, offer_id):
    community = coordinated_community_or_404(request, public_id)
    offer = _submitted_offer(request, community, offer_id)
    form = RevisionForm(request.POST)
    if try_form(form, lambda seen: publish_offer(offer=offer, seen=seen, by=request.user)):
        return redirect_with_success(
            request, _("Offer published. We’ve notified the host."), to=_desk(community)
        )
    return _render_review(request, community, offer, refused=form)


@login_required
@require_POST
def change(request, public_id, offer_id):
    community = coordinated_community_or_404(request, public_id)
    offer = _submitted_offer(request, community, offer_id)
    form = ChangeForm(request.POST)
    requested = try_form(
        form,
        lambda **words: request_changes(offer=offer, by=request.user, **words),
    )
    if requested:
        return redirect_with_success(
            request, _("Offer sent back. The host can see what to change."), to=_desk(community)
        )
    return _render_review(request, community, offer, change_form=form)


def _submitted_offer(request, community, offer_id):
    """Handed in to this community, and somebody else's."""
    offers = offers_reviewable_by(request.user).filter(community=community)
    return get_object_or_404(offers, public_id=offer_id).specific


def _desk(community):
    return reverse("hosting:coordination-desk", args=[community.address])


def _render_review(request, community, offer, **forms):
    """The page that visitors will see, with the reader's answer beside it."""
    seen = {"seen": offer.latest_revision.created_at.isoformat()}
    # As everybody would read it, and what a reader has to look at.
    draft = offer.get_latest_revision_as_object()
    draft_context = {
        "page_template": f"public_pages/{draft.kind}_detail.html",
        "changes": changes_since_review(draft),
        "broken": [rule_text(rule).text for rule in violated_rules(draft)],
        "page": offer_page(draft, is_draft=True),
        "is_preview": True,
        "photos": photos_in_draft(draft),
    }
    context = draft_context | {
        "community": community,
        "is_waiting": offer.workflow_in_progress,
        "seen_form": RevisionForm(initial=seen),
        "change_form": ChangeForm(initial=seen),
    }
    status = 422 if forms else 200
    return render(request, "coordination/review.html", context | forms, status=status)
