"""The page behind a magic link. Looking changes nothing; each deed is a press."""

import uuid
from functools import wraps

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.deeds import conclude, try_form
from core.finding import found_or_404
from emergency.actions.lending_again import lend_again
from emergency.actions.offers import confirm_offer, leave_helpers, pause_offer, withdraw_offer
from emergency.actions.requests import withdraw
from emergency.enums import Door, Side
from emergency.forms.answers import CodeForm, WorkAddressForm
from emergency.forms.standby import AgainForm
from emergency.models import Party, Submission
from emergency.queries.again import wanted_again
from emergency.queries.lasting import lasting_by_link
from emergency.queries.status import status_of
from emergency.views.presses import Press, press

ENDS = {
    "request": Press(withdraw, _("Your request is taken back.")),
    "offer": Press(withdraw_offer, _("Your offer is taken back. Thank you.")),
    "helper": Press(leave_helpers, _("Nobody calls you any more.")),
}
OFFERS = {
    "confirm": Press(confirm_offer, _("Thank you. It counts as free.")),
    "pause": Press(pause_offer, _("It rests until you bring it back.")),
}
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
    status = status_of(submission)
    nouns = {"request": status.request, "offer": status.offer, "helper": status.helper}
    noun = next((name for name, row in nouns.items() if row is not None), "")
    return press_by_link(request, submission, ENDS, noun, on={noun: nouns.get(noun)})


@require_POST
@bearers_only
def offer_step(request, submission, deed):
    offer = found_or_404(status_of(submission).offer)
    return press_by_link(request, submission, OFFERS, deed, on={"offer": offer})


@require_POST
@bearers_only
def lend_it_again(request, submission, public_id):
    """Where it was refused the page comes back with the days as they were typed."""
    offer = status_of(submission).offer
    activation = _wanted_under(offer, public_id)
    form = AgainForm(request.POST, activation=activation)
    by = party_of(submission)
    again = try_form(
        form, lambda dates: lend_again(offer=offer, activation=activation, dates=dates, by=by)
    )
    if again is None:
        return status_page(request, submission, typed=form)
    return conclude(request, _("Thank you. Somebody calls you."), to=again.submission)


def wanted(offer):
    return wanted_again(offer) if offer is not None else []


def _wanted_under(offer, public_id):
    return found_or_404(next((one for one in wanted(offer) if one.public_id == public_id), None))


def party_of(submission):
    return Party(submission, SIDES[Door(submission.door)])


def press_by_link(request, submission, presses, deed, *, on):
    """What the bearer of a link does: back to their page, with the form where it was refused."""
    return press(
        request,
        presses,
        deed,
        on=on,
        by=party_of(submission),
        to=submission,
        refused=lambda form: status_page(request, submission, refused=form),
    )


def status_page(request, submission, *, refused=None, typed=None, **more):
    """The page, with what a press brought: a form to put right, or what was just read.

    `typed` is such a form that stands on the page itself.
    """
    shown = _shown(submission, typed) | {"refused": refused, **more}
    code = 422 if refused is not None or typed is not None else 200
    return render(request, "emergency/status.html", shown, status=code)


def _shown(submission, typed):
    status = status_of(submission)
    return {
        "again": _asked_again(status.offer, typed),
        "status": status,
        "lasting": lasting_by_link(submission, status.request or status.offer),
        "message_key": uuid.uuid4(),
        "activation": submission.activation,
        "address_form": WorkAddressForm(),
        "code_form": CodeForm(),
        "banner": None,
    }


def _asked_again(offer, typed):
    """A form for each emergency that wants the roof again; one of them as it was typed."""
    forms = [AgainForm(activation=one) for one in wanted(offer)]
    return [typed if typed and typed.prefix == one.prefix else one for one in forms]
