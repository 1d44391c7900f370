"""People in the Wagtail admin: found there, given rights or taken off. Their words stay theirs."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from commons.accounts.actions.people import change_rights
from commons.accounts.guards import identity_required
from commons.accounts.models import User


class RightsForm(forms.ModelForm[User]):
    """Nobody takes their own rights away by a slip."""

    class Meta:
        model = User
        fields = ("is_active", "is_superuser", "groups")
        widgets: ClassVar = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"], self.fields["is_superuser"]


class PeopleIndex(IndexView):
    """Without ways to make or to delete somebody, and one person at a time."""

    @cached_property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns
        return [one for one in columns if not isinstance(one, BulkActionsCheckboxColumn)]

    def get_add_url(self) -> None:
        return None

    def get_delete_url(self, instance: User) -> None:
        return None


@method_decorator(identity_required(allow_get=True), name="dispatch")
class ChangeRights(EditView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def save_instance(self) -> User:
        return change_rights(
            person=User.objects.get(pk=self.object.pk),
            by=User.objects.get(pk=self.request.user.pk),
            **self.form.cleaned_data,
        )


class ForbiddenView:
    """People make their own account, and close it themselves."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise PermissionDenied


class CreationForbidden(ForbiddenView, CreateView):
    pass


class DeletionForbidden(ForbiddenView, DeleteView):
    pass


class PeopleViewSet(UserViewSet):
    index_view_class = PeopleIndex
    add_view_class = CreationForbidden
    edit_view_class = ChangeRights
    delete_view_class = DeletionForbidden
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[RightsForm]:
        return RightsForm
