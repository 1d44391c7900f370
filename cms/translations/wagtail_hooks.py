"""Translations in the admin: Wagtail Localize asks nobody whether they may show them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.translations.actions import submit_translation
from cms.translations.overrides import override
from commons.accounts.models import User
from core.errors import DomainError


class BringUpToDate(UpdateTranslationsView):
    """Whoever may not publish brings words up to date, and leaves showing them to others."""

    def get_form(self) -> Form:
        form: Form = super().get_form()
        publishing = form.fields["publish_translations"]
        publishing.disabled = not all(map(self._may_publish, self._targets()))
        return form

    def _targets(self) -> list[Any]:
        translations = self.object.translations.filter(enabled=True)
        return [translation.get_target_instance() for translation in translations]

    def _may_publish(self, target: Any) -> bool:
        """What is no page, such as the words of a photograph, knows no draft."""
        is_page = isinstance(target, Page)
        return not is_page or target.permissions_for_user(self.request.user).can_publish()


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """It replaces what everybody reads."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    answer: HttpResponse = convert.convert_to_alias(request, page_id)
    return answer


@require_POST
def hand_in(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        page = submit_translation(translation=translation, by=User.objects.get(pk=request.user.pk))
    except (DomainError, ValidationError) as refusal:
        messages.error(request, str(refusal))
        page = translation.get_target_instance()
    else:
        messages.success(
            request, _("Page submitted for review. We’ll notify you once someone has reviewed it.")
        )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_admin_urls", order=-1)
def stand_before_theirs() -> list[URLPattern]:
    """At the same addresses: the first one found answers."""
    words = JavaScriptCatalog.as_view(packages=["wagtail_localize", "cms.translations"])
    return [
        path("localize/jsi18n/", words, name="cms_localize_words"),
        path(
            "localize/update/<int:translation_source_id>/",
            BringUpToDate.as_view(),
            name="cms_translations_update",
        ),
        path(
            "localize/page/<int:page_id>/convert_to_alias/",
            convert_to_alias,
            name="cms_convert_to_alias",
        ),
        path(
            "localize/translate/<int:translation_id>/hand-in/",
            hand_in,
            name="cms_translation_hand_in",
        ),
        path(
            "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
            override,
            name="cms_override",
        ),
    ]
