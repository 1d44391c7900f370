"""Panels that show a draft. They hold no field: the host's words stay the host's."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from hosting.offers.presenters.draft_changes import changes_since_review
from hosting.offers.presenters.draft_sections import draft_sections, photos_in_draft


class DraftPanel(Panel):
    """The words first, then the photographs with their descriptions, then every fact."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "offers/admin/draft.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {
                "draft": self.instance,
                "changes": changes_since_review(self.instance),
                "sections": draft_sections(self.instance),
                "photos": photos_in_draft(self.instance),
            }
