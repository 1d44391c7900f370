"""What a community says of itself in one sentence, to each reader."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from hosting.communities.models.communities import Community
from tests.factories.hosting import CommunityFactory


@pytest.mark.parametrize(
    ("french", "english", "reader", "shown"),
    [
        ("Voisins.", "Neighbours.", "fr", ("Voisins.", "fr")),
        ("Voisins.", "Neighbours.", "en", ("Neighbours.", "en")),
        ("Voisins.", "", "en", ("Voisins.", "fr")),
        ("", "Neighbours.", "fr", ("Neighbours.", "en")),
    ],
)
def test_summary__in_a_language(french, english, reader, shown):
    community = Community(summary_fr=french, summary_en=english)

    with override(reader):
        assert (community.summary, community.summary_language) == shown


@pytest.mark.django_db
def test_a_community_without_any_summary_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        CommunityFactory(summary_fr="", summary_en="")
