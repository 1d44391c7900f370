"""Which mails I get, the link that ends them, and writing to me again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from commons.accounts.actions.mails import choose_mails, stop_mails, wake_mails
from commons.accounts.forms.mails import MailsForm
from commons.accounts.models import User
from commons.accounts.queries.notice_kinds import all_kinds
from commons.accounts.queries.stop_links import stop_behind
from core.deeds import conclude, posted
from core.finding import found_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request):
    person = User.objects.get(pk=request.user.pk)  # the form writes into what it is given
    form = MailsForm(posted(request), instance=person)
    if form.is_valid():
        choose_mails(person=request.user, choices=form.choices(), by=request.user)
        return conclude(request, _("We write to you like that."), to="accounts:mails")
    fixed = [kind for kind in all_kinds() if kind.because]
    status = 422 if form.is_bound else 200
    return render(request, "accounts/mails.html", {"form": form, "fixed": fixed}, status=status)


@csrf_exempt  # a mail program presses here, without a cookie (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """From a mail: looking changes nothing, the press needs nobody to come in."""
    found = found_or_404(stop_behind(token))
    if request.method == "POST":
        stop_mails(person=found.person, kind=found.kind, by=found.person)
    context = {"stop": found, "stopped": request.method == "POST"}
    return render(request, "accounts/mails_stop.html", context)


@login_required
@require_POST
def wake(request):
    wake_mails(person=request.user, by=request.user)
    messages.success(request, _("We write to you again. What waited comes in one mail."))
    return redirect("accounts:mails")
