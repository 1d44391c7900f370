"""Proposals and agreements."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.deeds import carry_out, conclude, try_form
from hosting.actions.agreements import cancel_agreement, report_no_show
from hosting.actions.proposals import agree_to_proposal, propose_terms
from hosting.forms.proposals import ProposalForm
from hosting.queries.requests import contacts_for, room_of
from hosting.queries.tickets import ticket_of
from hosting.views.rooms import show_room


@login_required
@require_POST
def propose(request, public_id):
    asked = get_object_or_404(room_of(request.user), public_id=public_id)
    form = ProposalForm(request.POST, asked=asked)
    made = try_form(
        form, lambda **_: propose_terms(request=asked, terms=form.to_terms(), by=request.user)
    )
    if made:
        return conclude(request, _("Your proposal is on the table."), to=asked)
    return show_room(request, asked, proposal_form=form)


@login_required
@require_POST
def agree(request, public_id, number):
    asked = get_object_or_404(room_of(request.user), public_id=public_id)
    proposal = nth_proposal(asked, number)
    return carry_out(
        request,
        lambda: agree_to_proposal(proposal=proposal, by=request.user),
        done=_("It is agreed. Address and telephone stand on this page now, for the two of you."),
        to=asked,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, public_id):
    agreement = agreement_of(request.user, public_id)
    if request.method != "POST":
        return question(request, agreement)
    done = _("The agreement is cancelled. The dates are free again.")
    return carry_out(
        request,
        lambda: cancel_agreement(agreement=agreement, by=request.user),
        done=done,
        to=agreement,
    )


def question(request, agreement):
    """Asked once before it is cancelled; what is cancelled or over asks nothing."""
    if not agreement.request.is_agreed:
        return redirect(agreement)
    other = agreement.guest if agreement.host_id == request.user.pk else agreement.host
    shown = {"agreement": agreement, "other": other}
    return render(request, "hosting/agreement_cancel.html", shown)


@login_required
@require_POST
def no_show(request, public_id):
    agreement = agreement_of(request.user, public_id)
    done = _("Noted: nobody came. The nights that lie ahead are free again.")
    return carry_out(
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
    shown = {"agreement": agreement, "ticket": ticket_of(agreement, contacts)}
    return render(request, "hosting/agreement_print.html", shown)


@login_required
@require_safe
def calendar(request, public_id):
    from hosting.queries.ical import calendar_of  # noqa: PLC0415  3 MiB that few need

    agreement = agreement_of(request.user, public_id)
    contacts = contacts_for(request.user, agreement.request)
    url = request.build_absolute_uri(agreement.get_absolute_url())
    response = HttpResponse(calendar_of(agreement, contacts, url=url), content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="{agreement.reference}.ics"'
    return response


def agreement_of(person, public_id):
    """The agreement of a request that this person may see, or 404."""
    asked = get_object_or_404(room_of(person), public_id=public_id, agreement__isnull=False)
    asked.agreement.request = asked
    return asked.agreement


def nth_proposal(asked, number):
    """Proposals are counted from 1 inside their request."""
    proposals = list(asked.proposals.all())
    if not 0 < number <= len(proposals):
        raise Http404
    proposals[number - 1].request = asked
    return proposals[number - 1]
