"""Words left afterwards."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.http.actions import redirect_with_success, try_form
from hosting.notes.actions.notes import answer_note, leave_note, withdraw_note
from hosting.notes.forms import NoteForm, NoteReplyForm
from hosting.notes.models import Note
from hosting.requests.selectors.requests import requests_with_details
from hosting.requests.views.agreements import agreement_of
from hosting.requests.views.request_page import render_request


@login_required
@require_POST
def leave(request, public_id):
    agreement = agreement_of(request.user, public_id)
    form = NoteForm(request.POST)
    left = try_form(form, lambda **words: leave_note(agreement=agreement, by=request.user, **words))
    if left:
        return redirect_with_success(
            request,
            _(
                "Thank you. Your note will be published at the same time as the "
                "other person’s, or in two weeks at the latest."
            ),
            to=agreement,
        )
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    return render_request(request, guest_request, note_form=form)


@login_required
@require_POST
def reply(request, public_id):
    note = get_object_or_404(Note.objects.shown().filter(about=request.user), public_id=public_id)
    form = NoteReplyForm(request.POST)
    answered = try_form(form, lambda **words: answer_note(note=note, by=request.user, **words))
    if answered:
        return redirect_with_success(request, _("Your reply is saved."), to=note)
    guest_request = get_object_or_404(requests_with_details(request.user), agreement__notes=note)
    return render_request(request, guest_request, reply_form=form)


@login_required
@require_POST
def withdraw(request, public_id):
    note = get_object_or_404(Note.objects.filter(author=request.user), public_id=public_id)
    withdraw_note(note=note, by=request.user)
    return redirect_with_success(
        request, _("Your note has been deleted, along with any reply to it."), to=note
    )
