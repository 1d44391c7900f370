"""PDF files: asked for by a press, made by a job, handed over while they are true."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.deeds import carry_out
from core.finding import found_or_404
from core.pdf import can_make_pdf
from travel_stories.actions.booklets import ask_for_notebook, ask_for_story
from travel_stories.queries.booklets import notebook_on_shelf, story_on_shelf
from travel_stories.queries.story_pages import find_public
from travel_stories.views.doors import members_only
from travel_stories.views.limits import limited

AN_HOUR = 3600
LOOK_AGAIN = 2  # seconds


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def notebook(request, me):
    if request.method == "POST":
        here = reverse("travel_stories:notebook-pdf", args=[me.trip.address])
        return _asked(request, lambda: ask_for_notebook(language=get_language(), by=me), to=here)
    return _page(request, notebook_on_shelf(me, get_language()), _notebook_told(me))


@require_safe
@members_only
def notebook_file(request, me):
    return _handed_over(notebook_on_shelf(me, get_language()), f"{me.trip.address}.pdf")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("booklet", most=20, seconds=AN_HOUR)
def story(request, public_id):
    """Anybody may have one made; no account is needed, and all share it."""
    found, shelved = _public(public_id)
    if request.method == "POST":
        by = request.user if request.user.is_authenticated else None
        here = reverse("travel_stories:story-pdf", args=[found.address])
        return _asked(request, lambda: ask_for_story(story=found, by=by), to=here)
    return _page(request, shelved, _story_told(found))


@never_cache
@require_safe
def story_file(request, public_id):
    found, shelved = _public(public_id)
    return _handed_over(shelved, f"{found.address}.pdf")


def _notebook_told(me):
    return {
        "title": me.trip.title,
        "file": reverse("travel_stories:notebook-pdf-file", args=[me.trip.address]),
        "way": _("Back to the notebook"),
        "back": reverse("travel_stories:notebook", args=[me.trip.address]),
    }


def _story_told(found):
    return {
        "title": found.title,
        "file": reverse("travel_stories:story-pdf-file", args=[found.address]),
        "way": _("Back to the story"),
        "back": found.get_absolute_url(),
    }


def _public(public_id):
    story = find_public(public_id)
    shelved = found_or_404(story_on_shelf(story) if story else None)
    return story, shelved


def _asked(request, deed, *, to):
    return carry_out(request, deed, done=_("We are making it."), to=to)


def _page(request, shelved, told):
    """It looks again by itself while it waits, also where no script runs."""
    can_make = can_make_pdf()
    shown = told | {"shelved": shelved, "can_make": can_make}
    status = 200 if can_make or shelved.is_ready else 404
    answer = render(request, "travel_stories/booklet.html", shown, status=status)
    if shelved.is_being_made:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


def _handed_over(shelved, name):
    if not shelved.is_ready:
        raise Http404
    with shelved.booklet.file.open() as file:
        answer = HttpResponse(file.read(), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
