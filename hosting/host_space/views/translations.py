"""The host's words in another language of the site, beside the original."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.http.actions import post_data_or_none
from hosting.host_space.views.pages import (
    form_page,
    own_draft,
    own_offer,
    run_and_redirect,
    save_form,
)
from hosting.offers.actions.translations import remove_translation, translate_offer
from hosting.offers.forms.translations import TranslationForm


@form_page
def write(request, public_id, language):
    # Words are put into another language of the site than that in which they are written.
    draft = own_draft(request, public_id)
    if language == draft.language or language not in dict(settings.LANGUAGES):
        raise Http404
    earlier = next((one for one in draft.translations.all() if one.language == language), None)
    form = TranslationForm(
        post_data_or_none(request), draft=draft, language=language, earlier=earlier
    )
    if form.is_valid() and save_form(
        request, form, translate_offer, offer=draft, translation=form.instance
    ):
        return redirect(_overview(draft))
    context = {"offer": draft, "form": form, "language": language, "earlier": earlier}
    context["is_behind"] = earlier is not None and earlier.is_behind(draft)
    status = 422 if form.is_bound else 200
    return render(request, "host_space/translation.html", context, status=status)


@login_required
@require_POST
def remove(request, public_id, language):
    offer = own_offer(request, public_id)
    return run_and_redirect(
        request, _overview(offer), remove_translation, offer=offer, language=language
    )


def _overview(offer):
    return reverse("hosting:offer-overview", args=[offer.public_id])
