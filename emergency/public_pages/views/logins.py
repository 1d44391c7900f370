"""To a professional login and back: coming back changes nothing, a press does."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.http.actions import run_action
from core.security.tokens import new_nonce
from emergency.activations.logins import professional_login
from emergency.housing.actions.verification import verify_by_login
from emergency.housing.forms.answers import ReturnForm
from emergency.housing.models.requests import HousingRequest
from emergency.intake.models.submissions import Submission
from emergency.public_pages.views.status import party_of, post_by_link, status_page

WAITS = "emergency.login"  # in the session of this browser: whose link, and what has to come back


@post_by_link
def go(request, submission):
    """A page that says where one goes: no form of ours leads to another house."""
    state, nonce = new_nonce(), new_nonce()
    try:
        house = professional_login().address(state=state, nonce=nonce, back=_back_address())
    except DomainError as refusal:
        return status_page(request, submission, refusal=str(refusal))
    request.session[WAITS] = {"token": submission.token, "state": state, "nonce": nonce}
    context = {"submission": submission, "house": house, "banner": None}
    return render(request, "emergency_public_pages/login_go.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def back(request):
    """Only the browser that left comes back; the issuer is asked once somebody presses."""
    waits, form = request.session.get(WAITS, {}), ReturnForm(request.POST or request.GET)
    submission = Submission.objects.with_token(waits.get("token", ""))
    if submission is None or not form.is_valid() or form.cleaned_data["state"] != waits["state"]:
        return render(
            request, "emergency_public_pages/link_gone.html", {"banner": None}, status=410
        )
    if request.method != "POST":
        context = {"submission": submission, "form": form, "banner": None}
        return render(request, "emergency_public_pages/login_back.html", context)
    nonce, code = request.session.pop(WAITS)["nonce"], form.cleaned_data["code"]
    done, verify = (
        _("Your request is verified. Thank you."),
        lambda: _verify(submission, code, nonce),
    )
    return run_action(request, verify, done=done, to=submission)


def _verify(submission, code, nonce):
    own = get_object_or_404(HousingRequest, submission=submission)
    login = professional_login()
    came = login.who_came_back(code=code, nonce=nonce, back=_back_address())
    return verify_by_login(request=own, professional=came, by=party_of(submission))


def _back_address():
    return f"{settings.BASE_URL}{reverse('emergency:login-back')}"
