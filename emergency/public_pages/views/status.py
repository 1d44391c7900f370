"""The page behind a magic link. Looking changes nothing; each action is a POST."""

import uuid
from functools import wraps

from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import redirect_with_success, run_action, try_form
from core.http.shortcuts import get_or_404
from emergency.activations.choices import Side
from emergency.housing.actions.entry import complete_home, correct_home
from emergency.housing.actions.offers import confirm_offer, pause_offer
from emergency.housing.actions.withdrawal import withdraw_submission
from emergency.housing.errors.offers import GuestAgreedError, HomeOverError
from emergency.housing.forms.answers import CodeForm, WorkAddressForm
from emergency.housing.forms.places import EntryForm, HomeForm, WhereForm
from emergency.housing.presenters.status import status_of
from emergency.housing.presenters.stay_updates import stay_updates_by_link
from emergency.intake.choices import IntakeType
from emergency.intake.models.parties import Party
from emergency.intake.models.submissions import Submission
from emergency.public_pages.views.post_actions import run_post_action
from emergency.standby.actions.re_lending import lend_again
from emergency.standby.forms.standbys import AgainForm
from emergency.standby.selectors.re_lending import emergencies_to_lend_again

ENDS = {
    IntakeType.REQUEST: _("Your request has been withdrawn."),
    IntakeType.OFFER: _("Your home has been withdrawn. Thank you."),
    IntakeType.HELPER: _("We won’t call you any more. Thank you."),
}
SIDES = {
    IntakeType.REQUEST: Side.REQUESTER,
    IntakeType.OFFER: Side.HOST,
    IntakeType.HELPER: Side.HOST,
}


def require_link_token(view):
    """Hand the submission of the link to the view; a wrong link says only that it is wrong."""

    @never_cache
    @wraps(view)
    def wrapper(request, token, **parts):
        submission = Submission.objects.with_token(token)
        if submission is None:
            return render(
                request, "emergency_public_pages/link_gone.html", {"banner": None}, status=410
            )
        return view(request, submission, **parts)

    return wrapper


def post_by_link(view):
    """As `require_link_token`, for an address that only takes a form: opened once more, as a tab or
    in the other language, it leads to the page of the link in place of 405.
    """

    @require_link_token
    @wraps(view)
    def wrapper(request, submission, **parts):
        if request.method in {"GET", "HEAD"}:
            return redirect(submission)
        return require_POST(view)(request, submission, **parts)

    return wrapper


@require_safe
@require_link_token
def detail(request, submission):
    return status_page(request, submission)


@require_http_methods(["GET", "HEAD", "POST"])
@require_link_token
def give_up(request, submission):
    """One question before a request or a home is withdrawn, or help ends; GET changes nothing."""
    if request.method == "POST":
        me = party_of(submission)
        return run_action(
            request,
            lambda: withdraw_submission(submission=submission, by=me),
            done=ENDS[IntakeType(submission.intake_type)],
            to=submission,
        )
    status = status_of(submission)
    if not status.can_withdraw:
        why = _("You have nothing to withdraw. If you need help, call us.")
        return status_page(request, submission, note=why)
    context = {"status": status, "activation": submission.activation, "banner": None}
    return render(request, "emergency_public_pages/give_up.html", context)


@post_by_link
def own_home(request, submission):
    """Street, number and key of a home that isn't ready for want of them."""
    offer, me = get_or_404(status_of(submission).offer), party_of(submission)
    form = WhereForm(request.POST)
    if try_form(form, lambda **data: complete_home(offer=offer, by=me, **data)):
        return redirect_with_success(request, _("Saved. Thank you."), to=submission)
    return status_page(request, submission, where_form=form)


@post_by_link
def correct_own_home(request, submission):
    """Beds, animals, commune: the page comes back as it was typed where it was refused."""
    status, me = status_of(submission), party_of(submission)
    offer = get_or_404(status.offer)
    if not status.can_correct:  # its form isn't on the page
        why = HomeOverError() if offer.is_over else GuestAgreedError()
        return status_page(request, submission, note=str(why))
    form = HomeForm(request.POST, offer=offer)
    if try_form(form, lambda **data: correct_home(offer=offer, by=me, **data)):
        return redirect_with_success(request, _("Saved. Thank you."), to=submission)
    return status_page(request, submission, home_form=form)


@post_by_link
def confirm(request, submission):
    on, done = (
        {"offer": get_or_404(status_of(submission).offer)},
        _("Thank you. We’ve noted that your home is free."),
    )
    return run_by_link(request, submission, confirm_offer, done=done, on=on)


@post_by_link
def pause(request, submission):
    on, done = (
        {"offer": get_or_404(status_of(submission).offer)},
        _("Your home is paused until you confirm that it’s free again."),
    )
    return run_by_link(request, submission, pause_offer, done=done, on=on)


@post_by_link
def lend_it_again(request, submission, public_id):
    """Where it was refused the page comes back with the days as they were typed."""
    offer = status_of(submission).offer
    activation = get_or_404(
        next((one for one in wanted(offer) if one.public_id == public_id), None)
    )
    form = AgainForm(request.POST, activation=activation)
    by = party_of(submission)
    again = try_form(
        form, lambda dates: lend_again(offer=offer, activation=activation, dates=dates, by=by)
    )
    if again is None:
        return status_page(request, submission, typed=form)
    return redirect_with_success(
        request, _("Thank you. Someone will call you."), to=again.submission
    )


def wanted(offer):
    return emergencies_to_lend_again(offer) if offer is not None else []


def party_of(submission):
    return Party(submission, SIDES[IntakeType(submission.intake_type)])


def run_by_link(request, submission, action, *, done, on, form=None):
    """What the bearer of a link does: back to their page, with the form where it was refused."""
    return run_post_action(
        request,
        action,
        on=on,
        done=done,
        form=form,
        by=party_of(submission),
        to=submission,
        refused=lambda form: status_page(request, submission, refused=form),
    )


def status_page(request, submission, *, refused=None, typed=None, **more):
    """The page, with what a press brought: a form to put right, or why it was refused.

    `typed` is such a form that stands on the page itself.
    """
    status = status_of(submission)
    # A form for each emergency that wants the roof again; one of them as it was typed.
    again_forms = [AgainForm(activation=one) for one in wanted(status.offer)]
    context = {
        "again": [typed if typed and typed.prefix == one.prefix else one for one in again_forms],
        "status": status,
        "title": status.title,
        "entry_form": EntryForm(),
        "where_form": WhereForm.of(status.offer) if status.lacks_place else None,
        "home_form": HomeForm(offer=status.offer) if status.can_correct else None,
        "stay_updates": stay_updates_by_link(submission, status.request or status.offer),
        "message_key": uuid.uuid4(),
        "activation": submission.activation,
        "address_form": WorkAddressForm(),
        "code_form": CodeForm(),
        "banner": None,
    } | {"refused": refused, **more}
    if request.method == "GET" and request.GET.get("part") == "room":  # asked for by <fresh-page>
        context["frame"] = "emergency_activations/layouts/room.html"
    forms = (refused, typed, *map(more.get, ("entry_form", "where_form", "home_form")))
    code = 422 if any(form is not None for form in forms) else 200
    return render(request, "emergency_public_pages/status.html", context, status=code)
