"""A thread by itself, and what its people do in it from whatever page shows it."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from commons.conversations.actions import mark_read, post_message
from commons.conversations.forms import MessageForm, ReadForm
from commons.conversations.models import Thread
from commons.conversations.selectors import message_items
from core.http.actions import try_form


@login_required
@require_safe
def detail(request, public_id):
    thread = get_object_or_404(Thread.objects.visible_to(request.user), public_id=public_id)
    return _page(request, thread, MessageForm())


@login_required
@require_POST
def post(request, public_id):
    thread = get_object_or_404(Thread.objects.visible_to(request.user), public_id=public_id)
    form = MessageForm(request.POST)
    posted = try_form(form, partial(post_message, thread=thread, by=request.user))
    return redirect(thread) if posted else _page(request, thread, form, status=422)


@login_required
@require_POST
def read(request, public_id):
    thread = get_object_or_404(Thread.objects.visible_to(request.user), public_id=public_id)
    form = ReadForm(request.POST)
    if form.is_valid():
        mark_read(thread=thread, by=request.user, until=form.cleaned_data["until"])
    return redirect(thread)


def _page(request, thread, form, status=200):
    letters = message_items(thread, viewer=request.user)
    context = {"thread": thread, "letters": letters, "form": form}
    return render(request, "conversations/thread_detail.html", context, status=status)
