"""A thread by itself, and what its people do in it from whatever page shows it."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from commons.blocking.selectors import contact_status
from commons.conversations.actions import mark_read, post_message
from commons.conversations.choices import FileKind
from commons.conversations.forms import MessageForm, ReadForm
from commons.conversations.models import Thread
from commons.conversations.selectors import message_items, readable_attachment, thread_page
from commons.conversations.topics import panels_of, party_of
from core.http.actions import render_forms, try_form
from core.http.file_responses import ChunkedFileResponse
from core.http.shortcuts import get_or_404
from core.pagination import InvalidCursorError


@login_required
@require_safe
def index(request):
    """All conversations of the reader, requests among them, the newest words first."""
    cursor = request.GET.get("after", "")
    try:
        page = thread_page(request.user, cursor=cursor)
    except InvalidCursorError:
        messages.error(
            request, _("That page of the list isn’t available any more. Here’s the first page.")
        )
        return redirect("conversations:thread-list")
    context = {
        "rows": page.rows,
        "next": f"?after={page.next_cursor}" if page.next_cursor else "",
        "first": request.path if cursor else "",
    }
    return render(request, "conversations/thread_list.html", context)


@login_required
@require_safe
@cache_control(private=True, max_age=600)  # not for long: moderators may hide it
def attachment(request, public_id):
    """A photograph to look at, a PDF as a download only. Nothing in it runs with our rights.

    `?preview=1` asks for the small picture that pages show.
    """
    found = get_or_404(readable_attachment(request.user, public_id))
    is_small = bool(found.preview and request.GET.get("preview"))
    file = found.preview if is_small else found.file
    if not file.storage.exists(file.name):
        raise Http404
    answer = ChunkedFileResponse(
        file.open(),
        as_attachment=not found.is_picture,
        filename=found.file_name,
        content_type=FileKind.JPEG.value if is_small else found.kind,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@login_required
@require_safe
def detail(request, public_id):
    thread = get_object_or_404(Thread.objects.visible_to(request.user), public_id=public_id)
    return _page(request, thread, MessageForm())


@login_required
@require_POST
def post(request, public_id):
    thread = get_object_or_404(Thread.objects.visible_to(request.user), public_id=public_id)
    form = MessageForm(request.POST, request.FILES)
    posted = try_form(form, partial(post_message, thread=thread, by=request.user))
    return redirect(thread) if posted else _page(request, thread, form)


@login_required
@require_safe
def report(request, public_id):
    """To the form that reports the newest message of somebody else; there one chooses others."""
    thread = get_object_or_404(Thread.objects.visible_to(request.user), public_id=public_id)
    newest = get_or_404(thread.messages.exclude(author=request.user).order_by("-pk").first())
    return redirect("moderation:report", "message", newest.public_id)


@login_required
@require_POST
def read(request, public_id):
    thread = get_object_or_404(Thread.objects.visible_to(request.user), public_id=public_id)
    form = ReadForm(request.POST)
    if form.is_valid():
        mark_read(thread=thread, by=request.user, until=form.cleaned_data["until"])
    return redirect(thread)


def _page(request, thread, form):
    letters = message_items(thread, viewer=request.user)
    others = list(thread.correspondents_of(request.user))
    contacts = [contact_status(request.user, other) for other in others]
    may_write = thread.outlasts_blocks or not any(one.is_blocked for one in contacts)
    context = {
        "thread": thread,
        "party": party_of(thread, request.user),
        "panels": panels_of(thread, request.user),
        "letters": letters,
        "form": form if may_write else None,
        "contacts": contacts if thread.shows_people_to(request.user) else [],
        "may_report": any(not letter.mine for letter in letters),
        "may_write": may_write,
    }
    return render_forms(request, "conversations/thread_detail.html", context, form)
