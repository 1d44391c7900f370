"""What several people change together: snapshots, versions, conflicts."""

from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    name = "travel_stories.collaboration"
