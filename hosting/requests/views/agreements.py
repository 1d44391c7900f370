"""Proposals and agreements."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import redirect_with_success, run_action, try_form
from hosting.requests.actions.agreements import cancel_agreement, report_no_show
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.forms.proposals import ProposalForm
from hosting.requests.presenters.tickets import ticket_of
from hosting.requests.selectors.requests import contacts_for, requests_with_details
from hosting.requests.views.request_page import render_request


@login_required
@require_POST
def propose(request, public_id):
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    form = ProposalForm(request.POST, guest_request=guest_request)
    made = try_form(
        form,
        lambda **_: propose_terms(request=guest_request, terms=form.to_terms(), by=request.user),
    )
    if made:
        return redirect_with_success(request, _("Your proposal is on the table."), to=guest_request)
    return render_request(request, guest_request, proposal_form=form)


@login_required
@require_POST
def agree(request, public_id, number):
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    proposal = nth_proposal(guest_request, number)
    return run_action(
        request,
        lambda: agree_to_proposal(proposal=proposal, by=request.user),
        done=_("It is agreed. Address and telephone stand on this page now, for the two of you."),
        to=guest_request,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, public_id):
    agreement = agreement_of(request.user, public_id)
    if request.method != "POST":
        return confirm_cancellation(request, agreement)
    done = _("The agreement is cancelled.")
    if agreement.has_dates:
        done = _("The agreement is cancelled. The dates are free again.")
    return run_action(
        request,
        lambda: cancel_agreement(agreement=agreement, by=request.user),
        done=done,
        to=agreement,
    )


def confirm_cancellation(request, agreement):
    """Asked once before it is cancelled; what is cancelled or over asks nothing."""
    if not agreement.request.is_agreed:
        return redirect(agreement)
    other = agreement.guest if agreement.host_id == request.user.pk else agreement.host
    context = {"agreement": agreement, "other": other}
    return render(request, "requests/agreement_cancel.html", context)


@login_required
@require_POST
def no_show(request, public_id):
    agreement = agreement_of(request.user, public_id)
    done = _("Noted: nobody came. The nights that lie ahead are free again.")
    return run_action(
        request,
        lambda: report_no_show(agreement=agreement, by=request.user),
        done=done,
        to=agreement,
    )


@login_required
@require_safe
def ticket(request, public_id):
    agreement = agreement_of(request.user, public_id)
    contacts = contacts_for(request.user, agreement.request)
    context = {"agreement": agreement, "ticket": ticket_of(agreement, contacts)}
    return render(request, "requests/agreement_print.html", context)


@login_required
@require_safe
def calendar(request, public_id):
    from hosting.requests.exports.ical import calendar_of  # noqa: PLC0415  3 MiB that few need

    agreement = agreement_of(request.user, public_id)
    contacts = contacts_for(request.user, agreement.request)
    url = request.build_absolute_uri(agreement.get_absolute_url())
    content = calendar_of(agreement, contacts, url=url)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{agreement.reference}.ics"'
    return response


def agreement_of(person, public_id):
    """The agreement of a request that this person may see, or 404."""
    guest_request = get_object_or_404(
        requests_with_details(person), public_id=public_id, agreement__isnull=False
    )
    guest_request.agreement.request = guest_request
    return guest_request.agreement


def nth_proposal(guest_request, number):
    """Proposals are counted from 1 inside their request."""
    proposals = list(guest_request.proposals.all())
    if not 0 < number <= len(proposals):
        raise Http404
    proposals[number - 1].request = guest_request
    return proposals[number - 1]
