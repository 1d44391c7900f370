"""Telling in confidence from the page of a request, and the page of those who read it."""

import pytest
from django.urls import reverse

from hosting.requests.models.concerns import Concern
from tests.factories.accounts import UserFactory
from tests.factories.hosting import ConcernFactory, MembershipFactory, RequestFactory

pytestmark = pytest.mark.django_db

LIST = "hosting:concern-list"


def coordinator_of(request):
    return MembershipFactory(community=request.offer.community, is_coordinator=True).person


def tell(client, request, by, **changes):
    client.force_login(by)
    words = {"concern-words": "She took the key.", **changes}
    return client.post(reverse("hosting:concern-tell", args=[request.public_id]), words)


def test_a_guest_tells_and_reads_the_answer_where_the_host_reads_nothing(client):
    request = RequestFactory()
    room = reverse("hosting:request-detail", args=[request.public_id])
    concerns = tell(client, request, request.guest)
    concern = Concern.objects.get()

    client.force_login(coordinator_of(request))
    client.post(reverse("hosting:concern-settle", args=[concern.public_id]), {"outcome": "Spoke."})
    client.force_login(request.guest)
    own = client.get(room).content.decode()
    client.force_login(request.host)
    other = client.get(room).content.decode()

    assert concerns.status_code == 302
    assert ("She took the key." in own, "Spoke." in own) == (True, True)
    assert ("She took the key." in other, "Spoke." in other) == (False, False)


def test_telling_nothing_is_refused_and_what_was_ticked_stays(client):
    request = RequestFactory()

    response = tell(
        client, request, request.guest, **{"concern-words": "", "concern-is_safety": "on"}
    )

    assert response.status_code == 422
    assert response.context["concern_form"]["is_safety"].value() is True
    assert list(Concern.objects.all()) == []


def test_a_stranger_has_nothing_to_tell(client):
    request = RequestFactory()

    assert tell(client, request, UserFactory()).status_code == 404
    assert list(Concern.objects.all()) == []


def test_the_list_shows_what_one_may_read_and_a_script_stays_words(client):
    concern = ConcernFactory(words="<script>alert(1)</script>", is_safety=True)
    elsewhere = ConcernFactory(words="Something else.")
    client.force_login(coordinator_of(concern.request))

    page = client.get(reverse(LIST)).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "Didn’t feel safe" in page
    assert elsewhere.words not in page
    assert "OutcomeForm" not in page  # the frame has words of its own for what waits


def test_the_list_says_that_nothing_was_told(client):
    client.force_login(UserFactory())

    assert "No confidential reports" in client.get(reverse(LIST)).content.decode()


def test_the_list_takes_as_many_reads_for_three_as_for_one(client, django_assert_max_num_queries):
    concern = ConcernFactory()
    reader = coordinator_of(concern.request)
    client.force_login(reader)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(30) as one:
        client.get(reverse(LIST))
    for _ in range(2):
        ConcernFactory(request__unit__stay__community=concern.request.offer.community)

    with django_assert_max_num_queries(len(one.captured_queries)):
        page = client.get(reverse(LIST))

    assert len(page.context["concerns"].waiting) == 3


def test_an_empty_outcome_is_refused_and_said_at_its_concern(client):
    concern = ConcernFactory()
    client.force_login(coordinator_of(concern.request))

    response = client.post(reverse("hosting:concern-settle", args=[concern.public_id]), {})

    concern.refresh_from_db()
    assert (response.status_code, concern.settled_at) == (422, None)
    assert "Say what action was taken." in response.content.decode()


@pytest.mark.parametrize("who", ["by", "about", "stranger"])
def test_settling_is_not_there_for_others(client, who):
    concern = ConcernFactory()
    client.force_login(UserFactory() if who == "stranger" else getattr(concern, who))

    response = client.post(
        reverse("hosting:concern-settle", args=[concern.public_id]), {"outcome": "Nothing."}
    )

    assert response.status_code == 404


def test_coordinator_desk_says_a_concern_waits_and_nothing_of_it(client):
    concern = ConcernFactory()
    client.force_login(coordinator_of(concern.request))

    page = client.get(reverse("notifications:desk")).content.decode()

    assert "1 confidential report to read" in page
    assert concern.words not in page
