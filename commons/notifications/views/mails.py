"""Which mails I get, the link that ends them, and writing to me again."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from commons.accounts.models import User
from commons.notifications.actions.mail_preferences import choose_mails, resume_mail, stop_mails
from commons.notifications.categories import all_categories
from commons.notifications.forms import MailsForm
from commons.notifications.unsubscribe_links import unsubscription_from_token
from core.http.actions import post_data_or_none, redirect_with_success
from core.http.shortcuts import get_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request):
    person = User.objects.get(pk=request.user.pk)  # the form writes into what it is given
    form = MailsForm(post_data_or_none(request), instance=person)
    if form.is_valid():
        choose_mails(person=request.user, choices=form.choices(), by=request.user)
        return redirect_with_success(
            request, _("Your email preferences have been saved."), to="notifications:mails"
        )
    fixed = [kind for kind in all_categories() if kind.mandatory_reason]
    status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "fixed": fixed,
        "sends_push_messages": bool(settings.PUSH_MESSAGES_KEY),
    }
    return render(request, "notifications/mails.html", context, status=status)


@csrf_exempt  # a mail program presses here, without a cookie (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """From a mail: looking changes nothing, the press needs nobody to come in."""
    found = get_or_404(unsubscription_from_token(token))
    if request.method == "POST":
        stop_mails(person=found.person, kind=found.category, by=found.person)
    context = {"stop": found, "stopped": request.method == "POST"}
    return render(request, "notifications/mails_stop.html", context)


@login_required
@require_POST
def wake(request):
    resume_mail(person=request.user, by=request.user)
    messages.success(
        request, _("We’ll email you again. Everything you missed will come in a single email.")
    )
    return redirect("notifications:mails")
