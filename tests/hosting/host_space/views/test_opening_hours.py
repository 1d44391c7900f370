"""The step with opening hours."""

import pytest
from django.urls import reverse

from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import OpeningHoursFactory, ProductFactory, StayFactory, TipFactory

pytestmark = pytest.mark.django_db

LINE = {"weekdays": ["0", "1"], "opens": "09:00", "closes": "12:00"}


def lines_of(offer):
    draft = Offer.objects.get(pk=offer.pk).specific.get_latest_revision_as_object()
    return [(row.weekdays, str(row), row.note) for row in draft.opening_hours.all()]


def test_opening_hours_are_added_changed_and_removed(send):
    tip = TipFactory(draft=True)

    send("hours-add", tip, **LINE)
    send("hours-add", tip, **(LINE | {"weekdays": ["5"], "note": "Ring the bell."}))
    send("hours-change", tip, 1, **(LINE | {"closes": "13:00"}))
    both = lines_of(tip)
    send("hours-remove", tip, 1)

    assert both == [([0, 1], "09:00–13:00", ""), ([5], "09:00–12:00", "Ring the bell.")]
    assert lines_of(tip) == [([5], "09:00–12:00", "Ring the bell.")]


@pytest.mark.parametrize(
    "data", [{"weekdays": []}, {"closes": "08:00"}, {"weekdays": ["5"], "opens": "11:00"}]
)
def test_impossible_hours_come_back_as_they_were_typed(send, data):
    product = ProductFactory(draft=True)
    OpeningHoursFactory(offer=product, weekdays=[5])

    answer = send("hours-add", product, **(LINE | data))

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert len(lines_of(product)) == 1


def test_the_page_says_hours_in_words(client):
    hours = OpeningHoursFactory(weekdays=[0, 1, 2], note="<b>Sonnez</b>", offer__language="fr")
    client.force_login(hours.offer.host)

    page = client.get(reverse("hosting:offer-hours", args=[hours.offer.public_id])).content.decode()

    assert "Monday to Wednesday, 09:00 to 12:00" in page
    assert 'lang="fr">&lt;b&gt;Sonnez&lt;/b&gt;' in page


def test_the_hours_of_an_offer_are_its_hosts_only(client):
    hours = OpeningHoursFactory()
    product = hours.offer
    pages = [
        reverse("hosting:offer-hours", args=[product.public_id]),
        reverse("hosting:hours-add", args=[product.public_id]),
        reverse("hosting:hours-change", args=[product.public_id, 1]),
    ]

    visitor = {client.get(page).status_code for page in pages}
    client.force_login(UserFactory())
    stranger = {client.get(page).status_code for page in pages}
    removed = client.post(reverse("hosting:hours-remove", args=[product.public_id, 1]))
    client.force_login(product.host)
    host = {client.get(page).status_code for page in pages}

    assert (visitor, stranger, host) == ({302}, {404}, {200})
    assert removed.status_code == 404


def test_a_stay_has_no_opening_hours_and_no_line_that_is_not_there(client):
    stay, product = StayFactory(draft=True), ProductFactory(draft=True)
    client.force_login(stay.host)

    assert client.get(reverse("hosting:offer-hours", args=[stay.public_id])).status_code == 404
    client.force_login(product.host)
    assert (
        client.get(reverse("hosting:hours-change", args=[product.public_id, 9])).status_code == 404
    )
