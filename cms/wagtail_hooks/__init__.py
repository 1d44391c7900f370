"""What editors find in the admin: pages, their translations, and what is kept beside them."""

from wagtail.snippets.models import register_snippet

from cms.wagtail_hooks import pages, translations
from cms.wagtail_hooks.recordings import RecordingViewSet

__all__ = ["pages", "translations"]

register_snippet(RecordingViewSet)
