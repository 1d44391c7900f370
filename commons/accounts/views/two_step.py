"""The page of one's second factors, with what it is good for and until when it has to be there."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import IndexView
from django.utils import timezone

from commons.accounts.models import TwoStepReset
from commons.accounts.registries import holds_privileged_role
from commons.accounts.selectors import has_second_factor

GOING_TO = "accounts_two_step_next"  # in the session, while the second factor is set up


class TwoStepIndex(IndexView):
    """Whoever was led here from a page of coordination finds the way back to it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        request, person = self.request, self.request.user
        if going_to := get_next_redirect_url(request):
            request.session[GOING_TO] = going_to
        is_set_up = has_second_factor(person)
        context["is_set_up"] = is_set_up
        resets = TwoStepReset.objects.waiting().select_related("asked_by")
        context["reset"] = resets.filter(person=person).first()
        context["is_needed"] = holds_privileged_role(person)
        context["is_overdue"] = (
            person.two_step_due_at is not None and person.two_step_due_at <= timezone.now()
        )
        context["going_to"] = request.session.pop(GOING_TO, "") if is_set_up else ""
        return context


index = TwoStepIndex.as_view()
