"""Documents of a trip: brought, listed, handed out to members and to nobody else."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.file_responses import ChunkedFileResponse
from travel_stories.collaboration.forms import EditForm
from travel_stories.notebooks.actions.documents import add_document
from travel_stories.notebooks.choices import Paper
from travel_stories.notebooks.forms.documents import DocumentForm
from travel_stories.notebooks.selectors import document_rows_of
from travel_stories.trip_decisions.forms import CommentForm
from travel_stories.trip_decisions.selectors.decisions import comments_on
from travel_stories.trip_decisions.views.discussions import page_of
from travel_stories.trips.actions.parts import take_out
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.edits import try_button, try_edit
from travel_stories.trips.views.trip_access import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def index(request, me):
    """All of them; what is added here is for the whole way."""
    answer, form = _try_adding(request, me, None, to=_all(me))
    context = {"sheets": document_rows_of(me), "whole": True}
    return answer or _page(request, "document_list.html", me, form, "exports", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def of_step(request, me, step):
    """A step to read, with its documents and what is said about it."""
    found = _step(me, step)
    answer, form = _try_adding(request, me, found, to=page_of(found))
    context = {
        "step": found,
        "sheets": document_rows_of(me, found),
        "comments": comments_on(found, "step"),
        "comment_form": CommentForm(),
    }
    return answer or _page(request, "step_papers.html", me, form, "plan", context)


@require_safe
@members_only
def file(request, me, document):
    """Only ever as a download: whatever is in it never runs with the rights of this site."""
    found = get_object_or_404(me.trip.documents.present().kept(), public_id=document)
    if not found.file.storage.exists(found.file.name):
        raise Http404
    is_text = found.paper == Paper.TEXT
    answer = ChunkedFileResponse(
        found.file.open(),
        as_attachment=True,
        filename=found.file_name,
        content_type="text/plain; charset=utf-8" if is_text else found.paper,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_POST
@members_only
def remove(request, me, document):
    found = get_object_or_404(me.trip.documents.select_related("step"), public_id=document)
    found.trip = me.trip
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: take_out(part=found, edit=edit),
        to=_all(me),
    )


def _try_adding(request, me, step, *, to):
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: add_document(trip=me.trip, step=step, edit=edit, **words),
        to=to,
    )
    return answer, form


def _all(me):
    return reverse("travel_stories:document-list", args=[me.trip.address])


def _step(me, public_id):
    steps = me.trip.steps.present().select_related("locality", "offer").prefetch_related("people")
    step = get_object_or_404(steps, public_id=public_id)
    step.trip = me.trip
    return step


def _page(request, template, me, form, part, context):
    context |= {"trip_page": trip_page_of(me, part), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, f"notebooks/{template}", context, status=status)
