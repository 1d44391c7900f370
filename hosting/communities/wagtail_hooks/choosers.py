"""How an editor finds a commune among tens of thousands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from commons.geography.models import Locality, LocalityQuerySet


class LocalityFilterForm(SearchFilterMixin, BaseFilterForm):
    """By the beginning of its name."""

    def filter(self, objects: LocalityQuerySet) -> LocalityQuerySet:
        name = self.cleaned_data.get("q", "")
        return objects.present().filter(name__istartswith=name)


class LocalityChooseView(ChooseView):
    filter_form_class = LocalityFilterForm


class LocalityChooseResultsView(ChooseResultsView):
    filter_form_class = LocalityFilterForm


class LocalityChooserViewSet(ChooserViewSet):
    model = Locality
    icon = "site"
    ordering = ("-population", "name")
    choose_view_class = LocalityChooseView
    choose_results_view_class = LocalityChooseResultsView
    choose_one_text = _("Choose a commune or town")
    choose_another_text = _("Choose another commune or town")


@hooks.register("register_admin_viewset")
def register_localities() -> LocalityChooserViewSet:
    return LocalityChooserViewSet("locality_chooser", url_prefix="locality-chooser")
