"""Asking a host, and talking about it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.conversations.actions import post_message
from core.deeds import carry_out, conclude, try_form
from hosting.actions.requests import (
    consider_request,
    decline_request,
    send_request,
    withdraw_request,
)
from hosting.forms.proposals import AnswerForm
from hosting.forms.requests import request_form_for
from hosting.models import Asked, Request
from hosting.queries.local_rules import lines_told
from hosting.queries.requests import askable_by, requests_for, room_of
from hosting.views.rooms import doors_instead, show_room


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, public_id):
    found = get_object_or_404(askable_by(request.user), public_id=public_id)
    offer = found.specific
    form = request_form_for(offer)(request.POST or None, initial=request.GET.dict(), offer=offer)
    if sent := _sent(form, by=request.user):
        return conclude(request, _("Your request is on its way."), to=sent)
    rules = lines_told(found.rules_told, for_guests=True)
    shown = {"offer": offer, "form": form, "others": doors_instead(offer, form), "rules": rules}
    status = 422 if form.is_bound else 200
    return render(request, "hosting/request_ask.html", shown, status=status)


def _sent(form, *, by):
    return try_form(
        form, lambda key, **said: send_request(asked=Asked(form.offer, **said), key=key, by=by)
    )


@login_required
@require_safe
def index(request):
    shown = {"requests": requests_for(request.user)[:100]}
    return render(request, "hosting/request_list.html", shown)


@login_required
@require_safe
def detail(request, public_id):
    asked = get_object_or_404(room_of(request.user), public_id=public_id)
    return show_room(request, asked)


@login_required
@require_POST
def answer(request, public_id):
    asked = get_object_or_404(room_of(request.user), public_id=public_id)
    form = AnswerForm(request.POST)
    posted = try_form(
        form, lambda **words: post_message(thread=asked.thread, by=request.user, **words)
    )
    if posted:
        return conclude(request, _("Your message is on its way."), to=asked)
    return show_room(request, asked, answer_form=form)


@login_required
@require_POST
def consider(request, public_id):
    asked = get_object_or_404(Request.objects.visible_to(request.user), public_id=public_id)
    done = _("Your guest knows that you are thinking about it.")
    return carry_out(
        request, lambda: consider_request(request=asked, by=request.user), done=done, to=asked
    )


@login_required
@require_POST
def decline(request, public_id):
    asked = get_object_or_404(Request.objects.visible_to(request.user), public_id=public_id)
    done = _("You have said no. You need not give a reason.")
    return carry_out(
        request, lambda: decline_request(request=asked, by=request.user), done=done, to=asked
    )


@login_required
@require_POST
def withdraw(request, public_id):
    asked = get_object_or_404(Request.objects.visible_to(request.user), public_id=public_id)
    done = _("You have taken your request back.")
    return carry_out(
        request, lambda: withdraw_request(request=asked, by=request.user), done=done, to=asked
    )
