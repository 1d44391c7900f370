"""Kinds of mails about stories."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="stories",
        place=71,
        title=_("Stories and itineraries that you write"),
        text=_("Invitations to write along, comments, and what became of what you wrote."),
    )
)
register_category(
    NotificationCategory(
        code="consents",
        place=93,
        title=_("Stories that show you"),
        text=_("Somebody asks whether they may show you, or what shows you is public now."),
        mandatory_reason=_("It is about your face and your name."),
    )
)
map_templates(
    "stories",
    "stories",
    *("author_proposed", "author_joined", "author_removed", "story_commented"),
    *("story_published", "story_sent_back"),
    *("consent_answered", "consent_withdrawn"),
)
map_templates("stories", "consents", "consent_asked", "shown_in_public")
map_templates("stories", "coordination", "story_submitted")
