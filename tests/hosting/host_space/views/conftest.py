"""What the steps of writing an offer share."""

import pytest
from django.urls import reverse


@pytest.fixture
def send(client):
    """Post a form of the host space as the host of an offer."""

    def send(page, offer, *parts, **data):
        client.force_login(offer.host)
        return client.post(reverse(f"hosting:{page}", args=[offer.public_id, *parts]), data)

    return send
