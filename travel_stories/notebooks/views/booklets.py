"""PDF files: asked for by a press, made by a job, handed over while they are true."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.files.pdf import can_make_pdf
from core.http.actions import run_action
from core.http.rate_limits import require_request_quota
from core.http.shortcuts import get_or_404
from travel_stories.notebooks.actions.booklets import ask_for_notebook, ask_for_story
from travel_stories.notebooks.exports.booklets import notebook_status, story_booklet_status
from travel_stories.stories.presenters.pages import find_public
from travel_stories.trips.views.trip_access import members_only

LOOK_AGAIN = 2  # seconds


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def notebook(request, me):
    if request.method == "POST":
        here = reverse("travel_stories:notebook-pdf", args=[me.trip.address])
        return _asked(request, lambda: ask_for_notebook(language=get_language(), by=me), to=here)
    return _page(
        request,
        notebook_status(me, get_language()),
        {
            "title": me.trip.title,
            "language": "",
            "file": reverse("travel_stories:notebook-pdf-file", args=[me.trip.address]),
            "way": _("Back to the notebook"),
            "back": reverse("travel_stories:notebook", args=[me.trip.address]),
        },
    )


@require_safe
@members_only
def notebook_file(request, me):
    return _handed_over(notebook_status(me, get_language()), f"{me.trip.address}.pdf")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def story(request, public_id):
    """Anybody may have one made; no account is needed, and all share it."""
    if request.method == "POST":
        require_request_quota(request, "booklets")
    found, booklet_status = _public(public_id)
    if request.method == "POST":
        by = request.user if request.user.is_authenticated else None
        here = reverse("travel_stories:story-pdf", args=[found.address])
        return _asked(request, lambda: ask_for_story(story=found, by=by), to=here)
    return _page(
        request,
        booklet_status,
        {
            "title": found.title,
            "language": found.language,
            "file": reverse("travel_stories:story-pdf-file", args=[found.address]),
            "way": _("Back to the story"),
            "back": found.get_absolute_url(),
        },
    )


@never_cache
@require_safe
def story_file(request, public_id):
    found, booklet_status = _public(public_id)
    return _handed_over(booklet_status, f"{found.address}.pdf")


def _public(public_id):
    story = find_public(public_id)
    booklet_status = get_or_404(story_booklet_status(story) if story else None)
    return story, booklet_status


def _asked(request, action, *, to):
    return run_action(request, action, done=_("We’re making your PDF."), to=to)


def _page(request, booklet_status, page_context):
    """It looks again by itself while it waits, also where no script runs."""
    can_make = can_make_pdf()
    context = page_context | {"booklet_status": booklet_status, "can_make": can_make}
    status = 200 if can_make or booklet_status.is_ready else 404
    answer = render(request, "notebooks/booklet.html", context, status=status)
    if booklet_status.is_being_made:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


def _handed_over(booklet_status, name):
    if not booklet_status.is_ready:
        raise Http404
    with booklet_status.booklet.file.open() as file:
        answer = HttpResponse(file.read(), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
