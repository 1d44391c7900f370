"""Proposals and agreements."""

from datetime import date
from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from core.http.shortcuts import get_or_404
from hosting.calendar_feeds.actions import refresh_feeds_and_wait
from hosting.calendar_feeds.models import CalendarFeed
from hosting.requests.actions.agreements import (
    cancel_agreement,
    report_hand_over,
    report_no_show,
)
from hosting.requests.actions.proposals import (
    agree_despite_calendars,
    agree_to_proposal,
    propose_terms,
)
from hosting.requests.errors import BeyondLimitsError
from hosting.requests.forms.proposals import ProposalForm
from hosting.requests.models.requests import Request
from hosting.requests.presenters.other_calendars import calendars_of_terms, other_calendars
from hosting.requests.presenters.request_timeline import deadline_of
from hosting.requests.presenters.rules import rules_touching
from hosting.requests.presenters.tickets import ticket_of
from hosting.requests.rules import may_answer_proposal, reads_as_host
from hosting.requests.selectors.guest_side import readable_agreement
from hosting.requests.selectors.requests import requests_with_details
from hosting.requests.selectors.revealed_addresses import contacts_for
from ui.offline_pages import keep_until


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, public_id):
    """Other terms for what is on the table, on a page of its own."""
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    if not guest_request.is_open and request.method != "POST":
        return redirect(guest_request)
    later = first_day_in(request.POST.get("later", ""))  # nothing is sent, only days are shown
    form = ProposalForm(post_data_or_none(request), guest_request=guest_request, first_day=later)
    made = later is None and try_form(
        form,
        lambda despite_limits, **_: propose_terms(
            request=guest_request,
            terms=form.to_terms(),
            by=request.user,
            despite_limits=despite_limits,
        ),
    )
    if made:
        return redirect_with_success(request, _("Your proposal has been sent."), to=guest_request)
    context = {
        "guest_request": guest_request,
        "form": form,
        "asks_to_confirm": form.has_error(NON_FIELD_ERRORS, BeyondLimitsError.__name__)
        or form["despite_limits"].value(),
        "deadline": deadline_of(guest_request, reader=request.user),
        "other_calendars": other_calendars(guest_request, reader=request.user),
        "rules": rules_touching(
            guest_request.rules_json, terms=guest_request, kind=guest_request.offer.kind
        ),
    }
    status = 422 if form.is_bound and later is None else 200
    return render(request, "requests/proposal_form.html", context, status=status)


def first_day_in(written: str) -> date | None:
    """The day of an address or a button; nothing where it makes no sense."""
    try:
        return parse_date(written)
    except ValueError:  # no such day
        return None


@login_required
@require_safe
def recount(request, public_id):
    """The sum by the rate that was chosen, for dates and people typed so far."""
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    form = ProposalForm(request.GET, guest_request=guest_request)
    form.is_valid()
    total = form.usual_total
    if total is None:
        return JsonResponse({"total": "", "note": ""})
    return JsonResponse({"total": str(total), "note": form.format_usual_total(total)})


@login_required
@require_POST
def agree(request, public_id, number):
    guest_request = get_object_or_404(Request.objects.visible_to(request.user), public_id=public_id)
    proposal = nth_proposal(guest_request, number)
    calendars = ask_other_calendars(request, proposal)
    knows = bool(request.POST.get("despite_elsewhere"))
    if calendars and calendars.taken and not knows:
        return render(
            request,
            "requests/proposal_taken_elsewhere.html",
            {"guest_request": guest_request, "number": number, "calendars": calendars},
            status=422,
        )
    agree_to = agree_despite_calendars if knows else agree_to_proposal
    return run_action(
        request,
        lambda: agree_to(proposal=proposal, by=request.user),
        done=partial(words_of_acceptance, calendars=calendars),
        to=guest_request,
    )


def ask_other_calendars(request, proposal):
    """What the host has to read around a yes: dates that calendars elsewhere take, which are asked
    again, and which of them couldn't be read. Nobody is refused because of that.

    Of a swap those of both homes are asked, and each host reads what theirs say. None where there
    is nothing to read.
    """
    both = list(filter(None, (proposal, proposal.counter))) if proposal.is_open else []
    units = [one.unit_id for one in both if one.unit_id is not None]
    if not CalendarFeed.objects.filter(unit__in=units).exists():
        return None
    if not may_answer_proposal(proposal, request.user):
        return None
    is_late = not refresh_feeds_and_wait(units)
    own = next((one for one in both if reads_as_host(one.request, request.user)), None)
    if own is None:
        return None
    is_own = request.user.pk == own.request.host_id
    return calendars_of_terms(own, is_own=is_own, is_late=is_late)


def words_of_acceptance(agreement, calendars=None):
    """What the page now shows: in a joint request there is no agreement before the last yes. And
    which calendars elsewhere couldn't be read before it.
    """
    done = _("You have an agreement. This page now shows how to contact each other.")
    if agreement is None:
        done = _(
            "You’ve accepted. There will be an agreement once the other hosts have accepted too."
        )
    if calendars is None:
        return done
    unread = _("%(title)s: ask them whether these dates are free there. %(age)s")
    if calendars.url:  # of the host alone
        unread = _("%(title)s: check there that these dates are free. %(age)s")
    words = [unread % {"title": one.title, "age": one.age} for one in calendars.unread]
    if calendars.is_late and not words:
        words = [calendars.age]
    return " ".join((str(done), *words))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, public_id):
    agreement = agreement_of(request.user, public_id)
    if request.method != "POST":
        return confirm_cancellation(request, agreement)
    done = _("The agreement has been cancelled.")
    if agreement.request.swap_id is not None:
        done = _("The house swap has been cancelled. The dates of both stays are available again.")
    elif agreement.has_dates:
        done = _("The agreement has been cancelled. The dates are available again.")
    elif agreement.hold_id is not None:
        done = _("The agreement has been cancelled. What was agreed is back in stock.")
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
    other = agreement.guest if reads_as_host(agreement.request, request.user) else agreement.host
    counterpart = agreement.request.counterpart
    is_both = counterpart is not None and counterpart.is_agreed
    context = {
        "agreement": agreement,
        "other": other,
        "other_agreement": counterpart.agreement if is_both else None,
    }
    return render(request, "requests/agreement_cancel.html", context)


@login_required
@require_POST
def hand_over(request, public_id):
    agreement = agreement_of(request.user, public_id)
    done = _("Hand-over recorded. You can both leave a note now.")
    return run_action(
        request,
        lambda: report_hand_over(agreement=agreement, by=request.user),
        done=done,
        to=agreement,
    )


@login_required
@require_POST
def no_show(request, public_id):
    agreement = agreement_of(request.user, public_id)
    done = _("No-show recorded. Any remaining nights are available again.")
    if agreement.quantity is not None:
        done = _("No-show recorded.")
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
    answer = render(request, "requests/agreement_print.html", context)
    keep_until(answer, agreement.last_day)
    return answer


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
    agreement = get_or_404(readable_agreement(guest_request, person))
    agreement.request = guest_request
    return agreement


def nth_proposal(guest_request, number):
    """Proposals are counted from 1 inside their request."""
    proposals = list(guest_request.proposals.all())
    if not 0 < number <= len(proposals):
        raise Http404
    proposals[number - 1].request = guest_request
    return proposals[number - 1]
