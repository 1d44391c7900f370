"""Asking a host, and talking about it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.conversations.actions import post_message
from core.http.actions import redirect_with_success, run_action, try_form
from hosting.communities.presenters.local_rules import parse_rules
from hosting.requests.actions.requests import (
    consider_request,
    decline_request,
    send_request,
    withdraw_request,
)
from hosting.requests.forms.dates_and_party import DatesAndPartyForm
from hosting.requests.forms.proposals import AnswerForm
from hosting.requests.forms.requests import request_form_for
from hosting.requests.models.requests import Request, RequestDraft
from hosting.requests.selectors.requests import requestable_by, requests_for, requests_with_details
from hosting.requests.views.request_page import alternatives_after, refusal_context, render_request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, public_id):
    annotated = get_object_or_404(requestable_by(request.user), public_id=public_id)
    offer = annotated.specific
    form = request_form_for(offer)(request.POST or None, initial=request.GET.dict(), offer=offer)
    sent = try_form(
        form,
        lambda key, **data: send_request(
            draft=RequestDraft(form.offer, **data), key=key, by=request.user
        ),
    )
    if sent:
        return redirect_with_success(request, _("Your request is on its way."), to=sent)
    chosen = DatesAndPartyForm(request.POST or request.GET, kind=offer.kind).chosen
    context = {
        "offer": offer,
        "form": form,
        "chosen": chosen,
        "elsewhere": alternatives_after(form),
    }
    context["rules"] = parse_rules(annotated.rules_json, for_guests=True)
    if not form.is_bound:
        context |= refusal_context(offer, chosen, request.GET)
    status = 422 if form.is_bound else 200
    return render(request, "requests/request_ask.html", context, status=status)


@login_required
@require_safe
def index(request):
    context = {"requests": requests_for(request.user)[:100]}
    return render(request, "requests/request_list.html", context)


@login_required
@require_safe
def detail(request, public_id):
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    return render_request(request, guest_request)


@login_required
@require_POST
def answer(request, public_id):
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    form = AnswerForm(request.POST)
    posted = try_form(
        form, lambda **words: post_message(thread=guest_request.thread, by=request.user, **words)
    )
    if posted:
        return redirect_with_success(request, _("Your message is on its way."), to=guest_request)
    return render_request(request, guest_request, answer_form=form)


@login_required
@require_POST
def consider(request, public_id):
    guest_request = get_object_or_404(Request.objects.visible_to(request.user), public_id=public_id)
    done = _("Your guest knows that you are thinking about it.")
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
    done = _("You have said no. You need not give a reason.")
    return run_action(
        request,
        lambda: decline_request(request=guest_request, by=request.user),
        done=done,
        to=guest_request,
    )


@login_required
@require_POST
def withdraw(request, public_id):
    guest_request = get_object_or_404(Request.objects.visible_to(request.user), public_id=public_id)
    done = _("You have taken your request back.")
    return run_action(
        request,
        lambda: withdraw_request(request=guest_request, by=request.user),
        done=done,
        to=guest_request,
    )
