"""The page of my browser notifications."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.push_messages.actions import add_subscription, choose_types, remove_subscription
from commons.push_messages.errors import UnusableSubscriptionError
from commons.push_messages.forms import SubscriptionForm, TypesForm
from commons.push_messages.models import PushSubscription
from commons.push_messages.presenters import browser_name, muted_types
from commons.push_messages.web_push import server_key
from core.http.actions import run_action

PAGE = "push_messages:browsers"


@login_required
@require_safe
def index(request):
    key = server_key()
    subscriptions = list(PushSubscription.objects.visible_to(request.user))
    context = {
        "public_key": key.public if key else "",
        "subscriptions": subscriptions,
        "form": TypesForm(person=request.user, muted=muted_types(subscriptions)),
    }
    return render(request, "push_messages/browsers.html", context)


@login_required
@require_POST
def add(request):
    """Sent by the script of the page, with what the browser gave it."""
    form = SubscriptionForm(request.POST)
    browser = browser_name(request.headers.get("User-Agent", ""))

    def act():
        if not form.is_valid():
            raise UnusableSubscriptionError
        return add_subscription(**form.cleaned_data, browser=browser, by=request.user)

    done = _("This browser now tells you when something is waiting for you.")
    return run_action(request, act, done=done, to=PAGE)


@login_required
@require_POST
def types(request):
    muted = muted_types(PushSubscription.objects.visible_to(request.user))
    form = TypesForm(request.POST, person=request.user, muted=muted)

    def act():
        if not form.is_valid():
            raise UnusableSubscriptionError
        choose_types(muted=form.muted(), by=request.user)

    return run_action(request, act, done=_("Your choice has been saved."), to=PAGE)


@login_required
@require_POST
def remove(request, public_id):
    subscriptions = PushSubscription.objects.visible_to(request.user)
    subscription = get_object_or_404(subscriptions, public_id=public_id)
    return run_action(
        request,
        lambda: remove_subscription(subscription=subscription, by=request.user),
        done=_("This browser no longer gets notifications."),
        to=PAGE,
    )
