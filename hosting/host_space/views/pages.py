"""What the pages of the host space share: whose offer, which form, what an action answered."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.http.actions import run_action
from hosting.cohosts.models import CoHost
from hosting.offers.choices.steps import STEPS
from hosting.offers.models.offers import Offer
from hosting.offers.selectors.drafts import steps_of, url_after, wizard_steps


def form_page(view):
    """A page with a form, for somebody we know."""
    return require_http_methods(["GET", "HEAD", "POST"])(login_required(view))


def own_offer(request, public_id):
    """The published row, or the draft while there is no other; a stranger's is not there."""
    offers = Offer.objects.of_host(request.user)
    return get_object_or_404(offers, public_id=public_id).specific


def own_draft(request, public_id, step=None):
    """The newest words of an offer, if it has this step."""
    draft = own_offer(request, public_id).get_latest_revision_as_object()
    if step is not None and step not in steps_of(draft):
        raise Http404
    return draft


def kept_draft(request, public_id, step):
    """The same for this one step, also where somebody keeps the calendar for the host."""
    return _draft_of(CoHost.objects.keeping_calendar(request.user), request.user, public_id, step)


def written_draft(request, public_id, step=None):
    """The same, also where somebody writes texts and adds photos for the host."""
    return _draft_of(CoHost.objects.writing(request.user), request.user, public_id, step)


def _draft_of(co_hostings, person, public_id, step):
    shared = co_hostings.order_by().values("offer")
    own = Offer.objects.of_host(person).order_by().values("pk")
    offers = Offer.objects.filter(Q(pk__in=own) | Q(pk__in=shared))
    offer = get_object_or_404(offers, public_id=public_id).specific
    if step is not None and step not in STEPS[offer.kind]:
        raise Http404
    return offer.get_latest_revision_as_object()


def home_of(draft, person):
    """Where one comes from: the overview of one's own offer, else all that one helps with."""
    if draft.host_id != person.pk:
        return reverse("hosting:co-hosting")
    return reverse("hosting:offer-overview", args=[draft.public_id])


def save_form(request, form, action, **arguments):
    """Do it; a refusal stands in the form, where nothing that was typed is lost."""
    try:
        action(by=request.user, **arguments)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Saved."))
    return True


def run_and_redirect(request, url, action, **arguments):
    """One press of a button, and back to a page that shows what came of it."""
    return run_action(request, partial(action, by=request.user, **arguments), to=url)


def redirect_to_next_step(draft, step):
    return redirect(url_after(draft, step))


def render_step(request, draft, step, form, template="step", **more):
    """The page of one step, with the wire of all of them; a co-host sees that step alone."""
    is_own = draft.host_id == request.user.pk
    steps = wizard_steps(draft, current=step)
    context = {
        "offer": draft,
        "step": step,
        "form": form,
        "steps": steps if is_own else [one for one in steps if one.state == "current"],
        "after_url": url_after(draft, step) if is_own else home_of(draft, request.user),
        "home_url": home_of(draft, request.user),
        "is_own": is_own,
        **more,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, f"host_space/{template}.html", context, status=status)
