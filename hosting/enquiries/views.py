"""Writing to a host or a community without a request."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.accounts.models import User
from core.http.actions import redirect_with_success, render_forms, run_action, try_form
from core.http.shortcuts import get_or_404
from hosting.communities.models.communities import Community
from hosting.enquiries.actions import change_enquiry_settings, send_enquiry, settle_enquiry
from hosting.enquiries.forms import EnquiryForm, EnquirySettingsForm
from hosting.enquiries.models import Enquiry, EnquiryDraft
from hosting.enquiries.selectors import is_public_host, takes_enquiries
from hosting.offers.models.offers import Offer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_about_offer(request, public_id):
    offers = Offer.objects.visible_to(request.user).select_related("host")
    offer = get_object_or_404(offers, public_id=public_id)
    return _write(request, host=offer.host, offer=offer)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_to_host(request, public_id):
    host = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    get_or_404(host if is_public_host(host) else None)
    return _write(request, host=host)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_to_community(request, public_id):
    community = get_object_or_404(Community.objects.public(), public_id=public_id)
    return _write(request, community=community)


def _write(request, **recipient):
    """Where the two have a conversation already, it goes on there."""
    draft = EnquiryDraft(message="", **recipient)
    if request.method != "POST" and (
        earlier := Enquiry.objects.like(draft, sender=request.user).first()
    ):
        return redirect(earlier.thread)
    form = EnquiryForm(request.POST if request.method == "POST" else None)
    sent = try_form(
        form,
        lambda message, key: send_enquiry(
            draft=EnquiryDraft(message, **recipient), key=key, by=request.user
        ),
    )
    if sent:
        return redirect_with_success(request, _("Your message has been sent."), to=sent.thread)
    host, community = draft.host, draft.community
    context = {
        "host": host,
        "community": community,
        "offer": draft.offer,
        "is_closed": host is not None and not takes_enquiries(host),
        "form": form,
    }
    return render_forms(request, "enquiries/write.html", context, form)


@login_required
@require_POST
def settle(request, public_id):
    enquiries = Enquiry.objects.visible_to(request.user).select_related("thread")
    enquiry = get_object_or_404(enquiries, thread__public_id=public_id)
    return run_action(
        request,
        lambda: settle_enquiry(enquiry=enquiry, by=request.user),
        done=_("This conversation is no longer waiting for an answer."),
        to="conversations:thread-list",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_settings(request):
    """Anybody may say so, a host before their first offer is published as well."""
    initial = {"takes": takes_enquiries(request.user)}
    form = EnquirySettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and try_form(
        form, lambda takes: change_enquiry_settings(takes=takes, by=request.user)
    ):
        done = _("Your choice has been saved.")
        return redirect_with_success(request, done, to="hosting:enquiry-settings")
    return render_forms(request, "enquiries/settings.html", {"form": form}, form)
