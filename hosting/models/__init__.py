"""The nouns of hosting."""

from hosting.models import (
    access,  # noqa: F401
    activities,  # noqa: F401
    agreements,  # noqa: F401
    attestations,  # noqa: F401
    calendars,  # noqa: F401
    communities,  # noqa: F401
    concerns,  # noqa: F401
    founding,  # noqa: F401
    goods,  # noqa: F401
    local_rules,  # noqa: F401
    notes,  # noqa: F401
    offers,  # noqa: F401
    photos,  # noqa: F401
    places,  # noqa: F401
    rates,  # noqa: F401
    request_sets,  # noqa: F401
    requests,  # noqa: F401
    review,  # noqa: F401
    sponsor_invitations,  # noqa: F401
    stays,  # noqa: F401
    terms,  # noqa: F401
    translations,  # noqa: F401
)
