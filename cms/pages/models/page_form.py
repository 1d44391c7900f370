"""The form of every editorial page; Wagtail takes it from the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.permissions import policy_registry

from commons.accounts.permissions import Visitor
from commons.media.models import Photo

NOT_YOURS = _("One of these photos can’t be used here. Choose another from the editors’ library.")


class EditedPageForm(WagtailAdminPageForm):
    """Photographs that come to a page are such as its editor may choose; those it showed stay.

    Wagtail asks for the right where somebody looks for a photograph, not where a page is kept.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not may_choose(self.for_user, self._brought(cleaned)):
            raise ValidationError(NOT_YOURS, code="photograph")
        return cleaned

    def _brought(self, cleaned: dict[str, Any]) -> set[int]:
        if not (shown := set(_photographs(cleaned.values()))):
            return shown
        before = (getattr(self.instance, name, None) for name in cleaned)
        return shown - set(_photographs(before))


def may_choose(editor: Visitor, photographs: set[int]) -> bool:
    """Whether all these photographs, by their keys, lie where this person may take them from."""
    if not photographs:
        return True
    policy = policy_registry.get_by_type(Photo)
    theirs = policy.instances_user_has_permission_for(editor, "choose")
    return bool(theirs.filter(pk__in=photographs).count() == len(photographs))


def _photographs(values: Iterable[Any]) -> Iterator[int]:
    """The keys of all that these values of a page show."""
    for value in values:
        if isinstance(value, Photo):
            yield value.pk
        elif isinstance(value, StreamValue):
            found = value.stream_block.extract_references(value)
            yield from (int(key) for model, key, *_where in found if issubclass(model, Photo))
