from travel_stories.wagtail_hooks import itineraries, stories  # noqa: F401
