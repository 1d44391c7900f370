"""The page behind a magic link. Looking changes nothing; each deed is a press."""

import uuid
from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.deeds import carry_out
from emergency.actions.offers import confirm_offer, leave_helpers, pause_offer, withdraw_offer
from emergency.actions.requests import withdraw
from emergency.enums import Door, Side
from emergency.forms.answers import CodeForm, WorkAddressForm
from emergency.models import Party, Submission
from emergency.queries.lasting import lasting_by_link
from emergency.queries.status import status_of

SIDES = {Door.ROOF: Side.REQUESTER, Door.LEND: Side.HOST, Door.HELP: Side.HOST}


def bearers_only(view):
    """Hand the submission of the link to the view; a wrong link says only that it is wrong."""

    @never_cache
    @wraps(view)
    def door(request, token, **parts):
        submission = Submission.objects.with_token(token)
        if submission is None:
            return render(request, "emergency/link_gone.html", {"banner": None}, status=410)
        return view(request, submission, **parts)

    return door


@require_safe
@bearers_only
def detail(request, submission):
    return status_page(request, submission)


@require_POST
@bearers_only
def give_up(request, submission):
    """Take a request or an offer back, or stop helping."""
    me, status = party_of(submission), status_of(submission)
    if status.request:
        deed, done = withdraw, _("Your request is taken back.")
        return press(request, submission, lambda: deed(request=status.request, by=me), done)
    if status.offer:
        done = _("Your offer is taken back. Thank you.")
        return press(request, submission, lambda: withdraw_offer(offer=status.offer, by=me), done)
    if status.helper:
        done = _("Nobody calls you any more.")
        return press(request, submission, lambda: leave_helpers(helper=status.helper, by=me), done)
    raise Http404


@require_POST
@bearers_only
def confirm(request, submission):
    offer, me = own_offer(submission), party_of(submission)
    done = _("Thank you. It counts as free.")
    return press(request, submission, lambda: confirm_offer(offer=offer, by=me), done)


@require_POST
@bearers_only
def pause(request, submission):
    offer, me = own_offer(submission), party_of(submission)
    done = _("It rests until you bring it back.")
    return press(request, submission, lambda: pause_offer(offer=offer, by=me), done)


def own_offer(submission):
    offer = status_of(submission).offer
    if offer is None:
        raise Http404
    return offer


def party_of(submission):
    return Party(submission, SIDES[Door(submission.door)])


def press(request, submission, deed, done):
    return carry_out(request, deed, done=done, to=submission)


def status_page(request, submission, *, refused=None, **more):
    """The page, with what a press brought: a form to put right, or what was just read."""
    status = status_of(submission)
    shown = {
        "status": status,
        "lasting": lasting_by_link(submission, status.request or status.offer),
        "message_key": uuid.uuid4(),
        "activation": submission.activation,
        "address_form": WorkAddressForm(),
        "code_form": CodeForm(),
        "refused": refused,
        "banner": None,
        **more,
    }
    code = 422 if refused is not None else 200
    return render(request, "emergency/status.html", shown, status=code)
