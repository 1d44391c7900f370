"""Jobs that the clock starts. They call actions; config/settings/celery_beat.py says when."""

from hosting.periodic import communities, notes, offers, requests

__all__ = ["communities", "notes", "offers", "requests"]
