"""Where allauth's own pages would do more than a GET may do here."""

from allauth.account.views import ConfirmEmailView, ConfirmLoginCodeView, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from commons.accounts.receivers import record_wrong_login_code


class ConfirmEmail(ConfirmEmailView):
    """Looking at the page of a link changes nothing, also for somebody else who is logged in.

    The link carries the page where the person was going when they signed up (`next`).
    """

    def logout_other_user(self, confirmation):
        if self.request.method == "POST":
            super().logout_other_user(confirmation)

    def post(self, *args, **kwargs):
        """A second press on the same button, or a press too late, is told so; nothing is lost."""
        try:
            return super().post(*args, **kwargs)
        except Http404:
            if self.request.user.is_authenticated:
                return redirect(self.get_next_url() or "notifications:desk")
            return self.get(*args, **kwargs)

    def get_redirect_url(self):
        """In another browser than the one that signed up, the person logs in first."""
        going_to = self.get_next_url()
        if going_to and not self.request.user.is_authenticated:
            return redirect_to_login(going_to, reverse("account_login")).url
        return super().get_redirect_url()


class ConfirmLoginCode(ConfirmLoginCodeView):
    def form_invalid(self, form):
        """Whose account was meant stands in the security log, and never what was typed."""
        record_wrong_login_code(self.stage.login.user, self.request, way="email")
        return super().form_invalid(form)


def log_out(request):
    """Nothing of this person stays behind in the browser, for whoever sits there next."""
    answer = logout(request)
    if request.method == "POST" and not request.user.is_authenticated:
        answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def to_our_login(request):
    """There is one sign-in: Wagtail's own would know neither codes nor limits.

    Wagtail sends everybody here whom it doesn't let in; whoever is logged in has to hear it.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"))
