"""Panels of the editor that hold no field."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel


class ChangesPanel(Panel):
    """What differs between the page as everybody reads it and the draft that waits.

    Shown while somebody is to read the draft. The comparison is that of Wagtail's own page of
    revisions, field by field.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/admin/changes.html"

        def is_shown(self) -> bool:
            page = self.instance
            return bool(page.pk and page.live and page.workflow_in_progress)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"changes": self.changes()}

        def changes(self) -> list[Any]:
            """Comparisons of the fields that differ."""
            draft = self.instance
            shown = type(draft).objects.get(pk=draft.pk)
            bound = draft.get_edit_handler().get_bound_panel(
                instance=draft, request=self.request, form=None
            )
            compared = [compare(shown, draft) for compare in bound.get_comparison()]
            return [one for one in compared if one.has_changed()]
