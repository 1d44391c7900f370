"""The host's page of who helps with an offer, and the page of those who help."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import (
    post_data_or_none,
    redirect_with_success,
    render_forms,
    run_action,
    try_form,
)
from core.permissions import require
from hosting.cohosts.actions import (
    accept_co_hosting,
    change_scopes,
    decline_co_hosting,
    end_co_hosting,
    invite_co_host,
)
from hosting.cohosts.forms import CoHostForm, ScopesForm
from hosting.cohosts.models import CoHost
from hosting.cohosts.selectors import co_hostings_of, co_hosts_of, invitations_to
from hosting.offers.models.offers import Offer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request, public_id):
    """Who helps with an offer of mine, who is asked to, and the form that asks."""
    offer = get_object_or_404(Offer.objects.of_host(request.user), public_id=public_id)
    form = CoHostForm(post_data_or_none(request))
    invited = try_form(form, lambda **data: invite_co_host(offer=offer, by=request.user, **data))
    if invited:
        return redirect_with_success(request, _("Invitation sent."), to=people_url(offer))
    context = {
        "offer": offer,
        "form": form,
        "co_hosts": co_hosts_of(offer),
        "invitations": offer.co_hosts.invited(),
    }
    return render_forms(request, "cohosts/co_host_list.html", context, form)


@login_required
@require_safe
def helping(request):
    context = {
        "invitations": invitations_to(request.user),
        "co_hostings": co_hostings_of(request.user),
    }
    return render(request, "cohosts/co_hosting.html", context)


@login_required
@require_safe
def detail(request, public_id):
    """Where an email leads: to the page of the host, or to that of who helps."""
    co_host = co_host_of(request.user, public_id)
    return redirect(page_of(co_host, request.user))


@login_required
@require_POST
def accept(request, public_id):
    co_host = co_host_of(request.user, public_id)
    return run_action(
        request,
        lambda: accept_co_hosting(co_host=co_host, by=request.user),
        done=_("You now help with this offer, in the host’s name."),
        to="hosting:co-hosting",
    )


@login_required
@require_POST
def decline(request, public_id):
    co_host = co_host_of(request.user, public_id)
    return run_action(
        request,
        lambda: decline_co_hosting(co_host=co_host, by=request.user),
        done=_("You’ve declined the invitation."),
        to="hosting:co-hosting",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scopes(request, public_id):
    """What a co-host does, changed by the host; the co-host hears of it."""
    co_host = co_host_of(request.user, public_id)
    require(request.user, "cohosts.change_co_host", co_host)
    form = ScopesForm(post_data_or_none(request), initial={"scopes": co_host.scopes})
    changed = try_form(form, lambda **data: change_scopes(co_host=co_host, by=request.user, **data))
    if changed:
        done = _("Your changes have been saved.")
        return redirect_with_success(request, done, to=people_url(co_host.offer))
    context = {"co_host": co_host, "offer": co_host.offer, "form": form}
    return render_forms(request, "cohosts/co_host_scopes.html", context, form)


@login_required
@require_POST
def end(request, public_id):
    """By the host, also of an invitation; or by who helps."""
    co_host = co_host_of(request.user, public_id)
    done = _("The invitation has been withdrawn.")
    if co_host.is_active:
        done = _("The co-hosting has ended.")
    return run_action(
        request,
        lambda: end_co_hosting(co_host=co_host, by=request.user),
        done=done,
        to=page_of(co_host, request.user),
    )


def co_host_of(person, public_id):
    rows = CoHost.objects.visible_to(person).select_related("offer", "person")
    return get_object_or_404(rows, public_id=public_id)


def page_of(co_host, person):
    is_host = co_host.offer.host_id == person.pk
    return people_url(co_host.offer) if is_host else reverse("hosting:co-hosting")


def people_url(offer):
    return reverse("hosting:co-host-list", args=[offer.public_id])
