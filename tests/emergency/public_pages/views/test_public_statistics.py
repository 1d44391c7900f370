"""What everybody reads, also after the end; the sheet; and the page of forgetting."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from emergency.activations.models.activations import Activation
from emergency.figures.choices import FLOWS, Measure
from emergency.figures.presenters.exports import COLUMNS
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from tests.emergency.figures.selectors.test_published import figures, last_monday
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def ruler(client):
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="change_activation"))
    client.force_login(person)
    return person


def url_of(activation, page, *more):
    return reverse(f"emergency:{page}", args=[activation.address, *more])


def filled(activation):
    """One week that is told, and one with a category too small for it."""
    one, two = (CategoryFactory(activation=activation) for _ in range(2))
    for measure in FLOWS:
        figures(activation, last_monday(2), {one: 20, two: 30}, measure)
        figures(activation, last_monday(1), {one: 40, two: 3}, measure)
    return one, two


@pytest.mark.parametrize("state", ["active", "winding_down", "closed", "purged"])
@pytest.mark.parametrize("page", ["rules", "in-figures"])
def test_an_emergency_is_told_during_and_after(client, page, state):
    activation = ActivationFactory(
        state=state, closed_at=timezone.now() if state in {"closed", "purged"} else None
    )

    assert client.get(url_of(activation, page)).status_code == 200


@pytest.mark.parametrize("page", ["rules", "in-figures"])
def test_an_emergency_in_preparation_is_told_to_nobody(client, page):
    draft = ActivationFactory(draft=True)

    assert client.get(url_of(draft, page)).status_code == 404


def test_in_figures_hides_small_numbers_and_sums_what_is_shown(client, activation):
    category = CategoryFactory(activation=activation)
    figures(activation, last_monday(2), {category: 12})
    figures(activation, last_monday(1), {category: 4})

    page = client.get(url_of(activation, "in-figures"))

    assert [week.asked for week in page.context["statistics"].weeks] == [12, None]
    assert page.context["statistics"].figures[0].number == "12"
    assert "fewer than 5" in page.text


def test_in_figures_speaks_french_and_says_what_becomes_of_names(client):
    closed = ActivationFactory(closed=True, closed_at=timezone.now())

    french = client.get(f"/fr/urgence/{closed.address}/en-chiffres/").text

    assert "L’hébergement d’urgence : le bilan en chiffres" in french
    assert "Nous effacerons les noms et les adresses le" in french


def test_in_figures_asks_the_same_questions_for_one_week_and_for_three(
    client, activation, count_queries
):
    category = CategoryFactory(activation=activation)
    figures(activation, last_monday(3), {category: 9})
    url = url_of(activation, "in-figures")
    client.get(url)
    first = count_queries(lambda: client.get(url))
    figures(activation, last_monday(2), {category: 9})
    figures(activation, last_monday(1), {category: 9})

    assert count_queries(lambda: client.get(url)) == first


def sheet(client, activation):
    answer = client.get(url_of(activation, "sheet"))
    return list(csv.reader(StringIO(answer.content.decode())))


def test_the_sheet_has_a_row_of_hashtags_under_its_heads(client, activation):
    client.force_login(DutyFactory(activation=activation).person)

    heads, tags = sheet(client, activation)

    assert (heads, tags) == (list(COLUMNS), list(COLUMNS.values()))
    assert all(tag.startswith("#") for tag in tags)


def test_the_sheet_hides_what_the_week_would_give_away(client, activation):
    client.force_login(DutyFactory(activation=activation).person)
    one, two = filled(activation)

    lines = sheet(client, activation)[2:]

    numbers = {(line[0], line[4]): line[7] for line in lines}
    earlier, later = (last_monday(ago).isoformat() for ago in (2, 1))
    assert numbers == {
        (earlier, one.public_id): "20",
        (earlier, two.public_id): "30",
        (earlier, "all"): "50",
        (later, one.public_id): "",
        (later, two.public_id): "",
        (later, "all"): "43",
    }


def test_the_sheet_lets_no_formula_through(client):
    activation = ActivationFactory(territory="=1+1")
    client.force_login(DutyFactory(activation=activation).person)
    filled(activation)

    assert {line[2] for line in sheet(client, activation)[2:]} == {"'=1+1"}


def test_the_sheet_says_the_same_after_the_purge(client, ruler):
    activation = ActivationFactory(closed=True, closed_at=timezone.now() - timedelta(days=99))
    filled(activation)
    before = sheet(client, activation)

    client.post(url_of(activation, "forget-now"))

    assert Activation.objects.get().state == "purged"
    assert not activation.figures.exists()
    assert sheet(client, activation) == before


@pytest.mark.parametrize("page", ["sheet", "forgetting"])
def test_strangers_get_neither_sheet_nor_dry_run(client, activation, page):
    client.force_login(UserFactory())

    assert client.get(url_of(activation, page)).status_code == 404


def test_a_coordinator_doesnt_forget_an_emergency(client):
    activation = ActivationFactory(closed=True, closed_at=timezone.now() - timedelta(days=99))
    client.force_login(DutyFactory(activation=activation).person)

    assert client.post(url_of(activation, "forget-now")).status_code == 404
    assert Activation.objects.get().state == "closed"


def test_the_page_of_forgetting_counts_and_refuses_before_its_day(client, ruler):
    activation = ActivationFactory(closed=True, closed_at=timezone.now())
    HousingRequestFactory(activation=activation)

    page = client.get(url_of(activation, "forgetting"))
    answer = client.post(url_of(activation, "forget-now"), follow=True)

    assert page.context["retention"].total == 4  # request, its slip, its step, its contact
    assert "This data can’t be deleted before" in answer.text
    assert Contact.objects.count() == 1


def test_somebody_takes_their_data_along_by_their_link(client):
    request = HousingRequestFactory(words="Night shifts")

    answer = client.get(reverse("emergency:own-data", args=[request.submission.token]))

    statistics = json.loads(answer.content)
    assert statistics["reference"] == request.reference
    assert statistics["request"][0]["words"] == "Night shifts"


def test_somebody_is_forgotten_by_a_press_once_it_is_over(client):
    request = HousingRequestFactory(state="withdrawn")
    status = client.get(request.submission.get_absolute_url())

    answer = client.post(reverse("emergency:forget-me", args=[request.submission.token]))

    assert "Delete my data now" in status.text
    assert answer.url == url_of(request.activation, "in-figures")
    assert client.get(request.submission.get_absolute_url()).status_code == 410


def test_somebody_who_still_waits_is_told_what_comes_first(client):
    request = HousingRequestFactory()
    url = reverse("emergency:forget-me", args=[request.submission.token])

    answer = client.post(url, follow=True)

    assert "Delete my data now" not in answer.text
    assert "Withdraw it first" in answer.text
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("action", ["own-data", "forget-me"])
def test_a_wrong_link_gives_nothing(client, action):
    url = reverse(f"emergency:{action}", args=["nothing"])

    assert client.generic("GET" if action == "own-data" else "POST", url).status_code == 410


@pytest.mark.parametrize(
    ("make", "page"),
    [
        pytest.param(HousingRequestFactory, "request-forget", id="request"),
        pytest.param(HousingOfferFactory, "offer-forget", id="offer"),
    ],
)
def test_a_coordinator_has_somebody_forgotten_who_calls(client, activation, make, page):
    row = make(activation=activation, state="withdrawn")
    client.force_login(DutyFactory(activation=activation).person)
    shown = client.get(row.get_absolute_url())

    client.post(url_of(activation, page, row.public_id))

    assert "Delete this person’s data at their request" in shown.text
    assert not Contact.objects.exists()
    assert Submission.objects.get().words == {}
    assert (
        "Delete this person’s data at their request" not in client.get(row.get_absolute_url()).text
    )


def test_sums_of_the_room_are_published_ones(client, activation):
    category = CategoryFactory(activation=activation)
    figures(activation, last_monday(1), {category: 23}, Measure.HOUSED)
    HousingRequestFactory(activation=activation, state="housed")
    HousingOfferFactory.create_batch(8, activation=activation)

    page = client.get(url_of(activation, "intake"))

    assert [one.number for one in page.context["figures"]] == ["23", "5"]
