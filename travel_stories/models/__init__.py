"""Nouns of the travel workshop."""

from travel_stories.models import (
    attachments,  # noqa: F401
    authors,  # noqa: F401
    blocks,  # noqa: F401
    booklets,  # noqa: F401
    comments,  # noqa: F401
    consents,  # noqa: F401
    deciding,  # noqa: F401
    documents,  # noqa: F401
    drafts,  # noqa: F401
    expenses,  # noqa: F401
    itineraries,  # noqa: F401
    itinerary_editions,  # noqa: F401
    itinerary_reviewers,  # noqa: F401
    links,  # noqa: F401
    lists,  # noqa: F401
    members,  # noqa: F401
    parts,  # noqa: F401
    plans,  # noqa: F401
    requests,  # noqa: F401
    steps,  # noqa: F401
    stories,  # noqa: F401
    story_links,  # noqa: F401
    story_listings,  # noqa: F401
    story_reviewers,  # noqa: F401
    trips,  # noqa: F401
)
