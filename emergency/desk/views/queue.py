"""The desk: the queue, the homes, and a form for whoever calls."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from core.http.actions import post_data_or_none, redirect_with_success
from core.text.texts import without_controls
from emergency.desk.presenters.desk import desk_of, homes_of, queue_of
from emergency.desk.presenters.reveal_log import reveal_log_of
from emergency.desk.views.desk_navigation import remember_list, requested_part
from emergency.desk.views.guards import coordinators_only, desk_only
from emergency.housing.states.offers import OfferState
from emergency.intake.choices import IntakeType
from emergency.public_pages.views.intake import form_for, save_submission


@require_safe
@desk_only
def queue(request, activation):
    only, page = requested_part(request.GET), requested_page(request.GET)
    remember_list(request, only, page)
    desk = desk_of(activation, request.user, "queue")
    queue = queue_of(desk, request.user, only=only, page=page)
    context = {"desk": desk, "queue": queue}
    return desk_page(request, activation, "queue", context)


@require_safe
@desk_only
def homes(request, activation):
    only = without_controls(request.GET.get("only", ""))
    context = {"homes": homes_of(activation, only=only), "only": only, "states": OfferState.choices}
    return desk_page(request, activation, "homes", context)


@require_safe
@desk_only
def readings(request, activation):
    about = without_controls(request.GET.get("about", "")[:20])
    context = {"readings": reveal_log_of(activation, about), "about": about}
    return desk_page(request, activation, "readings", context)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def phone(request, activation, intake_type):
    """The same form as the caller would fill in; it is taken in at once."""
    if intake_type not in IntakeType.values:
        raise Http404
    form = form_for(IntakeType(intake_type), activation, post_data_or_none(request))
    if form.is_valid() and (
        submission := save_submission(activation, IntakeType(intake_type), form, by=request.user)
    ):
        done = _("Saved. Give the caller this reference: %(reference)s.")
        return redirect_with_success(
            request, done % {"reference": submission.reference}, to=activation
        )
    return desk_page(
        request, activation, "phone", {"form": form, "intake_type": IntakeType(intake_type)}
    )


def desk_page(request, activation, part, context, *, refused=False):
    """A page under the tabs; a form that was refused makes it a 422."""
    form = context.get("form")
    refused = refused or (form is not None and form.is_bound)
    context = {"desk": context.get("desk") or desk_of(activation, request.user, part), **context}
    status = 422 if refused else 200
    return render(request, f"emergency_desk/{part}.html", context, status=status)


def requested_page(query):
    """A page of a list, from what the address or a form says; nonsense is the first."""
    asked = query.get("page", "1")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1
