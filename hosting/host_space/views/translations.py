"""The host's words in another language of the site, beside the original."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.http.actions import post_data_or_none
from hosting.host_space.views.pages import (
    form_page,
    home_of,
    run_and_redirect,
    save_form,
    written_draft,
)
from hosting.offers.actions.translations import remove_translation, translate_offer
from hosting.offers.forms.translations import TranslationForm


@form_page
def write(request, public_id, language):
    # Words are put into another language of the site than that in which they are written.
    draft = written_draft(request, public_id)
    if language == draft.language or language not in dict(settings.LANGUAGES):
        raise Http404
    earlier = next((one for one in draft.translations.all() if one.language == language), None)
    form = TranslationForm(
        post_data_or_none(request), draft=draft, language=language, earlier=earlier
    )
    if form.is_valid() and save_form(
        request, form, translate_offer, offer=draft, translation=form.instance
    ):
        return redirect(home_of(draft, request.user))
    context = {"offer": draft, "form": form, "language": language, "earlier": earlier}
    context["home_url"] = home_of(draft, request.user)
    context["is_behind"] = earlier is not None and earlier.is_behind(draft)
    status = 422 if form.is_bound else 200
    return render(request, "host_space/translation.html", context, status=status)


@login_required
@require_POST
def remove(request, public_id, language):
    offer = written_draft(request, public_id)
    return run_and_redirect(
        request, home_of(offer, request.user), remove_translation, offer=offer, language=language
    )
