"""Asking a host, and talking about it."""

from django.contrib.auth.decorators import login_required
from django.db.models import Case, Exists, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import redirect_with_success, render_forms, run_action, try_form
from hosting.calendar_feeds.actions import refresh_feeds
from hosting.communities.selectors.answer_hours import answer_hours_of
from hosting.communities.selectors.communities import memberships_of
from hosting.requests.actions.requests import (
    answer_request,
    consider_request,
    decline_request,
    send_request,
    withdraw_request,
)
from hosting.requests.actions.swap_submission import send_swap
from hosting.requests.forms.dates_and_party import DatesAndPartyForm
from hosting.requests.forms.proposals import AnswerForm
from hosting.requests.forms.requests import request_form_for
from hosting.requests.models.requests import Request, RequestDraft
from hosting.requests.presenters.request_rows import request_lists
from hosting.requests.presenters.rules import rules_touching
from hosting.requests.rules import reads_as_host
from hosting.requests.selectors.requests import requestable_by, requests_for, requests_with_details
from hosting.requests.selectors.swaps import units_spoken_about
from hosting.requests.states import PENDING_STATES
from hosting.requests.views.request_page import (
    add_refusals,
    alternatives_after,
    is_priceable,
    refusal_context,
    render_request,
)

MAX_ROWS = 200  # of one list, what is over last


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, public_id):
    annotated = get_object_or_404(requestable_by(request.user), public_id=public_id)
    offer = annotated.specific
    initial = request.GET.dict() | {"half_days": request.GET.getlist("half_days")}
    form = request_form_for(offer)(
        request.POST or None, initial=initial, offer=offer, asker=request.user
    )
    sent = try_form(
        form,
        lambda key, **data: send_draft(RequestDraft(form.offer, **data), key, request.user),
    )
    if sent:
        return redirect_with_success(request, _("Your request has been sent."), to=sent)
    add_refusals(form)
    chosen = DatesAndPartyForm(request.POST or request.GET, kind=offer.kind).chosen
    context = {
        "offer": offer,
        "form": form,
        "elsewhere": alternatives_after(form),
        "answer_hours": answer_hours_of(offer),
    }
    context["rules"] = rules_touching(
        annotated.rules_json, kind=offer.kind, children=chosen.children or 0
    )
    if not form.is_bound:
        context |= refusal_context(offer, chosen, request.GET)
    context["chosen"] = chosen if is_priceable(form, context.get("refusals")) else None
    return render_forms(request, "requests/request_ask.html", context, form)


def send_draft(draft, key, person):
    """A house swap asks for one stay and gives another."""
    send = send_swap if draft.asks_swap else send_request
    return send(draft=draft, key=key, by=person)


@login_required
@require_safe
def index(request):
    is_past = Case(When(state__in=PENDING_STATES, then=Value(0)), default=Value(1))
    memberships = memberships_of(request.user).order_by()
    requests = requests_for(request.user).annotate(reader_is_host=Exists(memberships))
    rows = list(requests.order_by(is_past, "-sent_at", "-pk")[:MAX_ROWS])
    context = {
        "lists": request_lists(rows, reader=request.user),
        "is_host": rows[0].reader_is_host if rows else memberships.exists(),
    }
    return render(request, "requests/request_list.html", context)


@login_required
@require_safe
def detail(request, public_id):
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    if guest_request.is_counterpart and not hasattr(guest_request, "agreement"):
        return redirect(guest_request.counterpart)  # both are spoken about there
    is_swap = guest_request.swap_id is not None  # each of the two hosts the other
    if guest_request.is_open and (is_swap or reads_as_host(guest_request, request.user)):
        refresh_feeds(units_spoken_about(guest_request))
    return render_request(request, guest_request)


@login_required
@require_POST
def answer(request, public_id):
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    form = AnswerForm(request.POST, request.FILES)
    posted = try_form(
        form, lambda **words: answer_request(request=guest_request, by=request.user, **words)
    )
    if posted:
        return redirect_with_success(request, _("Your message has been sent."), to=guest_request)
    return render_request(request, guest_request, answer_form=form)


@login_required
@require_POST
def consider(request, public_id):
    guest_request = get_object_or_404(Request.objects.visible_to(request.user), public_id=public_id)
    done = _("Your guest has been notified that you’re thinking about their request.")
    return run_action(
        request,
        lambda: consider_request(request=guest_request, by=request.user),
        done=done,
        to=guest_request,
    )


@login_required
@require_POST
def decline(request, public_id):
    guest_request = get_object_or_404(Request.objects.visible_to(request.user), public_id=public_id)
    done = _("You’ve declined the request. You don’t need to give a reason.")
    return run_action(
        request,
        lambda: decline_request(request=guest_request, by=request.user),
        done=done,
        to=guest_request,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, public_id):
    """Asks first."""
    guest_request = get_object_or_404(Request.objects.visible_to(request.user), public_id=public_id)
    if request.method != "POST":
        if reads_as_host(guest_request, request.user) or not guest_request.is_waiting:
            return redirect(guest_request)
        context = {"guest_request": guest_request}
        return render(request, "requests/request_withdraw.html", context)
    done = _("You’ve withdrawn your request.")
    return run_action(
        request,
        lambda: withdraw_request(request=guest_request, by=request.user),
        done=done,
        to=guest_request,
    )
