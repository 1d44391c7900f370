"""Pages where a group decides: what each role sees and may press, and what becomes of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from core.text.formatting import format_day
from tests.error_summaries import is_in_page_order, summary_of
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory
from tests.factories.travel_stories import (
    SeatFactory,
    StepFactory,
    TripFactory,
    a_poll,
    a_vote,
    an_edit,
    an_idea,
)
from travel_stories.collaboration.choices import Outcome
from travel_stories.trip_decisions.actions.discussions import add_comment
from travel_stories.trip_decisions.actions.ideas import change_idea, give_voice
from travel_stories.trip_decisions.actions.polls import close_poll
from travel_stories.trip_decisions.models.comments import Comment
from travel_stories.trip_decisions.models.deciding import Ballot, Idea, Poll, Voice
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db

MAY = (date(2027, 5, 3), date(2027, 5, 7))
JUNE = (date(2027, 6, 3), date(2027, 6, 5))


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def press(client, name, *args, based_on=0, query="", **fields):
    sent = {"key": str(uuid4()), "based_on": based_on} | fields
    return client.post(url_of(name, *args) + query, sent)


def come_in(client, seat):
    client.force_login(seat.person)
    return seat


def in_a_week():
    return (timezone.localtime() + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M")


def controls(page, trip, idea, poll):
    """Which of the deeds the page offers."""
    deeds = {
        "propose": url_of("idea-add", trip.address),
        "voice": url_of("idea-voice", trip.address, idea.public_id),
        "take": url_of("idea-take", trip.address, idea.public_id),
        "vote": url_of("poll-vote", trip.address, poll.public_id),
    }
    return {deed for deed, url in deeds.items() if url in page}


def test_an_empty_board_says_what_ideas_and_polls_are_for(client):
    zoe = come_in(client, SeatFactory())

    page = client.get(url_of("decide", zoe.trip.address)).text

    assert "Nothing to decide yet" in page
    assert url_of("poll-add", zoe.trip.address) + "?kind=dates" in page


@pytest.mark.parametrize("page", ["decide", "idea-add", "poll-add", "document-list"])
def test_the_rooms_are_for_members(client, page):
    zoe = SeatFactory()
    gone = SeatFactory(trip=zoe.trip, left=True)
    address = url_of(page, zoe.trip.address)

    assert client.get(address).url.startswith("/en/account/log-in/")
    for seat, status in ((SeatFactory(), 404), (gone, 404), (zoe, 200)):
        client.force_login(seat.person)
        assert client.get(address).status_code == status


def test_nobody_sees_a_control_that_would_be_refused(client):
    zoe = SeatFactory()
    idea, poll = an_idea(zoe), a_poll(zoe, "Loches", "Tours")
    seen = {}
    for role in MemberRole:
        come_in(client, SeatFactory(trip=zoe.trip, role=role))
        page = client.get(url_of("decide", zoe.trip.address)).text
        seen[role] = controls(page, zoe.trip, idea, poll)

    deciding = {"propose", "voice", "vote"}
    assert seen == {
        "organiser": deciding | {"take"},
        "companion": deciding,
        "chaperone": deciding,
        "payer": deciding,
        "observer": set(),
    }


def test_a_trip_that_is_over_is_read_only(client):
    camille = come_in(client, SeatFactory(organiser=True))
    idea, poll = an_idea(camille), a_poll(camille, "Loches", "Tours")
    Trip.objects.update(state=TripState.TRAVELLED)

    page = client.get(url_of("decide", camille.trip.address)).text

    assert controls(page, camille.trip, idea, poll) == set()
    assert "Canoe" in page


def test_observers_are_not_shown_forms(client):
    zoe = SeatFactory()
    idea, poll = an_idea(zoe), a_poll(zoe, "Loches", "Tours")
    mamie = come_in(client, SeatFactory(trip=zoe.trip, observer=True))
    address = mamie.trip.address

    assert client.get(url_of("idea-add", address)).status_code == 403
    assert client.get(url_of("poll-add", address)).status_code == 403
    assert client.get(url_of("idea-change", address, idea.public_id)).status_code == 403
    assert client.get(url_of("poll-change", address, poll.public_id)).status_code == 403
    assert client.get(url_of("idea-detail", address, idea.public_id)).status_code == 200
    assert press(client, "idea-voice", address, idea.public_id, opinion="for").status_code == 403
    assert press(client, "poll-vote", address, poll.public_id, options=[]).status_code == 403
    assert not Voice.objects.exists()


def test_an_idea_is_added_changed_voiced_taken_out_and_brought_back(client):
    zoe = come_in(client, SeatFactory())
    address = zoe.trip.address
    tours = LocalityFactory(name="Tours")

    press(client, "idea-add", address, title="Canoe", locality=tours.label, link="example.org")
    idea = Idea.objects.get()
    press(client, "idea-change", address, idea.public_id, based_on=1, title="Kayak")
    voted = press(client, "idea-voice", address, idea.public_id, opinion="for")
    press(client, "idea-remove", address, idea.public_id, based_on=2)
    gone = Idea.objects.present().exists()
    number = Change.objects.get(verb="removed").number
    history = client.get(url_of("history", address)).text
    press(client, "part-restore", address, number)

    assert (idea.title, idea.link, idea.locality) == ("Canoe", "https://example.org", tours)
    assert voted.url.endswith(f"#idea-{idea.public_id}")
    assert (gone, Idea.objects.present().get().title) == (False, "Kayak")
    assert url_of("part-restore", address, number) in history
    assert "Voting" not in history


def test_a_press_on_the_page_of_an_idea_leads_back_there(client):
    zoe = come_in(client, SeatFactory())
    idea = an_idea(zoe)

    answer = press(
        client, "idea-voice", zoe.trip.address, idea.public_id, query="?page", opinion="for"
    )

    assert answer.url.endswith(f"/ideas/{idea.public_id}/")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        pytest.param({"title": ""}, "Say what the group could do.", id="title"),
        pytest.param({"title": "x" * 121}, "can have up to 120 characters", id="title-x-121"),
        pytest.param(
            {"title": "A", "link": "javascript:alert(1)"},
            "Enter a web address for “Link”",
            id="title-a-link",
        ),
        pytest.param(
            {"title": "A", "words": "x" * 4001},
            "can have up to 4,000 characters",
            id="title-a-words-x",
        ),
    ],
)
def test_a_wrong_idea_is_said_and_keeps_what_was_typed(client, fields, refusal):
    zoe = come_in(client, SeatFactory())

    answer = press(client, "idea-add", zoe.trip.address, **({"spot": "The quay"} | fields))

    assert answer.status_code == 422
    assert refusal in answer.text
    assert "The quay" in answer.text


def test_a_link_to_an_offer_of_the_site_becomes_that_offer(client, settings):
    zoe = come_in(client, SeatFactory())
    stay = StayFactory()
    with translation.override("fr"):
        link = f"{settings.BASE_URL}{stay.get_absolute_url()}"

    press(client, "idea-add", zoe.trip.address, title="The mill", link=link)

    idea = Idea.objects.get()
    assert (idea.offer_id, idea.link) == (stay.pk, "")
    assert stay.title in client.get(url_of("idea-detail", zoe.trip.address, idea.public_id)).text


def test_a_conflict_about_an_idea_shows_both_and_keeps_mine(client):
    zoe = SeatFactory(name="Zoé")
    idea = an_idea(zoe)
    change_idea(idea=idea, words={"title": "Kayak"}, edit=an_edit(zoe, idea))
    camille = come_in(client, SeatFactory(trip=zoe.trip, organiser=True))

    answer = press(
        client, "idea-change", camille.trip.address, idea.public_id, based_on=1, title="Raft"
    )

    assert answer.status_code == 409
    for words in ("Zoé made changes here while you were editing.", "Kayak", "Raft"):
        assert words in answer.text
    assert Change.objects.get(outcome=Outcome.CONFLICT).after["title"] == "Raft"


def test_one_press_puts_an_idea_into_the_plan(client):
    camille = come_in(client, SeatFactory(organiser=True))
    idea = an_idea(camille)
    where = (camille.trip.address, idea.public_id)

    outside = press(client, "idea-take", *where, day="99")
    said = client.get(outside.url).text
    press(client, "idea-take", *where, day="2")

    step = Step.objects.get()
    assert "This trip lasts 5 days" in said
    assert (step.title, step.day) == ("Canoe", 2)
    board = client.get(url_of("decide", camille.trip.address)).text
    assert f"#step-{step.public_id}" in board
    assert url_of("idea-take", *where) not in board


def test_a_poll_about_a_choice_is_asked_voted_closed_and_put_into_the_plan(client):
    camille = come_in(client, SeatFactory(organiser=True, name="Camille"))
    address = camille.trip.address
    idea = an_idea(camille)
    sent = {"title": "Tuesday?", "lines": "Loches\n\n Tours \n", "ideas": [idea.pk]}

    press(client, "poll-add", address, query="?kind=choices", closes_at=in_a_week(), **sent)
    poll = Poll.objects.get()
    options = list(poll.options.values_list("words", "idea"))
    tours = poll.options.get(place=2)
    press(client, "poll-vote", address, poll.public_id, options=[tours.pk])
    press(client, "poll-close", address, poll.public_id, based_on=poll.version)
    page = client.get(url_of("poll-detail", address, poll.public_id)).text
    press(client, "option-take", address, poll.public_id, tours.place)

    assert options == [("Loches", None), ("Tours", None), ("Canoe", idea.pk)]
    assert "Chosen: “Tours”, with 1 vote." in page
    assert "Camille" in page
    assert Step.objects.get().title == "Tours"


@time_machine.travel("2027-04-03 10:00")
def test_a_poll_about_dates_sets_the_dates_of_the_trip(client):
    camille = come_in(client, SeatFactory(organiser=True))
    address = camille.trip.address
    sent = {"title": "When?", "rows": "4", "closes_at": in_a_week()}
    days = {"first_1": "2027-06-03", "last_1": "2027-06-05", "first_3": MAY[0], "last_3": MAY[1]}

    press(client, "poll-add", address, query="?kind=dates", **sent, **days)
    poll = Poll.objects.get()
    june, may = poll.options.all()
    press(client, "poll-vote", address, poll.public_id, options=[june.pk, may.pk])
    press(client, "poll-vote", address, poll.public_id, options=[june.pk])
    press(client, "poll-close", address, poll.public_id, based_on=poll.version)
    trip = Trip.objects.get()
    press(client, "option-take", address, poll.public_id, june.place, based_on=trip.version)

    trip.refresh_from_db()
    assert (june.first_day, may.last_day) == (JUNE[0], MAY[1])
    assert (trip.starts_on, trip.days) == (date(2027, 6, 3), 3)
    page = client.get(url_of("poll-detail", address, poll.public_id)).text
    assert "The trip already has these dates." in page


def test_dates_taken_on_a_frame_that_changed_meanwhile_are_a_conflict(client):
    camille = come_in(client, SeatFactory(organiser=True))
    poll = a_poll(camille, MAY, JUNE)
    a_vote(camille, poll, 2)
    close_poll(poll=poll, edit=an_edit(camille))
    press(client, "trip-change", camille.trip.address, based_on=0, **frame(title="New"))

    answer = press(client, "option-take", camille.trip.address, poll.public_id, 2, based_on=0)

    assert answer.status_code == 409


def frame(**changes):
    return {
        "kind": "friends",
        "title": "Trip",
        "starts_on": "2027-05-03",
        "days": "5",
        "adults": "4",
        "children": "0",
        "currency": "EUR",
        "visibility": "members",
    } | changes


@pytest.mark.parametrize(
    ("kind", "fields", "refusal"),
    [
        pytest.param(
            "choices", {"lines": "Loches"}, "A poll needs between 2 and 20 options", id="one-option"
        ),
        pytest.param(
            "choices",
            {"lines": "\n".join(map(str, range(21)))},
            "A poll needs between 2 and 20 options",
            id="too-many-options",
        ),
        pytest.param(
            "choices", {"lines": "Loches\nloches"}, "Two options are the same", id="twice"
        ),
        pytest.param(
            "choices",
            {"lines": "A\n" + "x" * 121},
            "An option can have up to 120 characters.",
            id="too-long",
        ),
        pytest.param(
            "choices",
            {"lines": "A\nB", "closes_at": "2020-01-01T10:00"},
            "For the end of voting, choose a date and time in the future",
            id="closes-in-the-past",
        ),
        pytest.param(
            "choices",
            {"lines": "A\nB", "closes_at": "soon"},
            "Enter a date and time for “",
            id="closes-no-date",
        ),
        pytest.param(
            "dates",
            {"first_1": "2027-06-03"},
            "both the first and the last day",
            id="one-day-missing",
        ),
        pytest.param(
            "dates",
            {"first_1": "2027-06-03", "last_1": "2027-06-01"},
            "The last day can’t be before the first day",
            id="ends-first",
        ),
        pytest.param(
            "dates",
            {"first_1": "2020-06-03", "last_1": "2020-06-04"},
            "This day has passed",
            id="past",
        ),
        pytest.param(
            "dates",
            {"first_1": "2027-06-03", "last_1": "2027-06-04"},
            "A poll needs between 2 and 20 options",
            id="one-range",
        ),
        pytest.param(
            "dates",
            {"first_1": "9999-12-30", "last_1": "9999-12-31"},
            "between 1900 and 2199",
            id="too-late",
        ),
        pytest.param(
            "dates", {"rows": "99999"}, "This page is out of date. Reload it", id="too-many-rows"
        ),
    ],
)
@time_machine.travel("2027-04-03 10:00")
def test_a_poll_is_refused_in_words(client, kind, fields, refusal):
    zoe = come_in(client, SeatFactory())
    sent = {"title": "When?", "closes_at": in_a_week()} | fields

    answer = press(client, "poll-add", zoe.trip.address, query=f"?kind={kind}", **sent)

    assert answer.status_code == 422
    assert refusal in answer.text
    assert not Poll.objects.exists()


def test_a_poll_about_dates_says_what_to_do_in_the_order_of_its_page(client):
    zoe = come_in(client, SeatFactory())
    sent = {"title": "", "first_1": "soon", "first_2": "2100-06-03", "closes_at": ""}

    page = press(client, "poll-add", zoe.trip.address, query="?kind=dates", **sent).text

    assert [anchor for anchor, _words in summary_of(page)] == [
        *("id_title", "id_first_1", "id_last_2", "id_closes_at"),
    ]
    assert is_in_page_order(page)


def test_more_dates_keeps_what_was_typed_and_sends_nothing(client):
    zoe = come_in(client, SeatFactory())

    answer = press(
        client,
        "poll-add",
        zoe.trip.address,
        query="?kind=dates",
        title="When?",
        rows="4",
        first_1="2027-06-03",
        more="1",
    )

    assert answer.status_code == 200
    assert 'name="last_8"' in answer.text
    assert "2027-06-03" in answer.text
    assert not Poll.objects.exists()


def test_an_unknown_kind_of_poll_is_not_found(client):
    zoe = come_in(client, SeatFactory())

    assert client.get(url_of("poll-add", zoe.trip.address) + "?kind=war").status_code == 404


def test_a_poll_may_change_its_words_and_its_date_while_it_is_open(client):
    zoe = come_in(client, SeatFactory())
    poll = a_poll(zoe, "Loches", "Tours")
    where = (zoe.trip.address, poll.public_id)
    sent = {"title": "Which one?", "words": "One only", "closes_at": in_a_week()}

    form = client.get(url_of("poll-change", *where)).text
    press(client, "poll-change", *where, based_on=poll.version, **sent)

    assert 'name="lines"' not in form
    assert Poll.objects.get().title == "Which one?"


def test_a_vote_is_taken_back_and_a_poll_taken_out(client):
    zoe = come_in(client, SeatFactory())
    poll = a_poll(zoe, "Loches", "Tours")
    where = (zoe.trip.address, poll.public_id)
    a_vote(zoe, poll, 1)

    press(client, "ballot-withdraw", *where)
    press(client, "poll-remove", *where, based_on=poll.version)

    assert not Ballot.objects.get().is_given
    assert client.get(url_of("poll-detail", *where)).status_code == 404


def test_a_vote_after_closing_is_refused_in_words(client):
    zoe = come_in(client, SeatFactory())
    poll = a_poll(zoe, "Loches", "Tours")
    close_poll(poll=poll, edit=an_edit(zoe))

    answer = press(client, "poll-vote", zoe.trip.address, poll.public_id, options=[])

    assert "Voting on “Where to?” has closed" in client.get(answer.url).text


def test_options_of_another_poll_are_refused(client):
    zoe = come_in(client, SeatFactory())
    poll, other = a_poll(zoe, "Loches", "Tours"), a_poll(zoe, "Red", "White")
    stranger = other.options.first().pk

    press(client, "poll-vote", zoe.trip.address, poll.public_id, options=[stranger])
    press(client, "poll-vote", zoe.trip.address, poll.public_id, options=["x"])

    assert not Ballot.objects.exists()


def test_the_tab_counts_what_waits_for_my_voice(client):
    zoe = SeatFactory()
    samir = SeatFactory(trip=zoe.trip)
    mamie = SeatFactory(trip=zoe.trip, observer=True)
    ideas = [an_idea(zoe) for _ in range(2)]
    poll = a_poll(zoe, "Loches", "Tours")
    give_voice(idea=ideas[0], opinion="whatever", edit=an_edit(samir))

    def waiting(seat):
        come_in(client, seat)
        tabs = client.get(url_of("decide", zoe.trip.address)).context["trip_page"].tabs
        return next(tab.count for tab in tabs if tab.label == "Decide")

    before = [waiting(seat) for seat in (zoe, samir, mamie)]
    a_vote(samir, poll)
    give_voice(idea=ideas[1], opinion="for", edit=an_edit(samir))

    assert before == [3, 2, None]
    assert waiting(samir) is None


def test_comments_stand_with_what_they_are_about(client):
    zoe = come_in(client, SeatFactory())
    idea, poll = an_idea(zoe), a_poll(zoe, "Loches", "Tours")
    step = StepFactory(trip=zoe.trip, by=zoe)
    address = zoe.trip.address
    pages = {
        "idea": (idea, "idea-detail"),
        "poll": (poll, "poll-detail"),
        "step": (step, "step-papers"),
    }

    for noun, (part, page) in pages.items():
        said = f"About the {noun}"
        press(client, "comment-add", address, noun, part.public_id, comment=said)
        assert said in client.get(url_of(page, address, part.public_id)).text
    empty = press(client, "comment-add", address, "idea", idea.public_id, comment="")
    told = client.get(empty.url).text
    mine = Comment.objects.first()
    press(client, "comment-remove", address, mine.public_id, based_on=mine.version)

    assert "Write a comment." in told
    assert Comment.objects.present().count() == 2
    assert press(client, "comment-add", address, "trip", "x", comment="A").status_code == 404
    assert press(client, "comment-add", address, "idea", "x", comment="A").status_code == 404


def test_what_belongs_to_another_trip_is_not_found(client):
    stranger = SeatFactory()
    idea, poll = an_idea(stranger), a_poll(stranger, "Loches", "Tours")
    comment = add_comment(about=idea, words="Hm", edit=an_edit(stranger))
    camille = come_in(client, SeatFactory(organiser=True))
    address = camille.trip.address

    for page, part in (("idea-detail", idea), ("poll-detail", poll)):
        assert client.get(url_of(page, address, part.public_id)).status_code == 404
    for name, part in (
        ("idea-voice", idea),
        ("idea-take", idea),
        ("poll-vote", poll),
        ("poll-close", poll),
        ("comment-remove", comment),
    ):
        assert press(client, name, address, part.public_id).status_code == 404
    assert press(client, "part-restore", address, 1).status_code == 404


def test_undo_on_the_page_of_decisions_comes_back_there(client):
    zoe = come_in(client, SeatFactory())
    address = zoe.trip.address
    press(client, "idea-add", address, title="Canoe")

    page = client.get(url_of("decide", address)).text
    undone = press(client, "undo", address, noun="decide")

    assert '<input type="hidden" name="noun" value="decide">' in page
    assert undone.url == url_of("decide", address)
    assert not Idea.objects.present().exists()


def test_scripts_in_every_field_are_words(client):
    script = "<script>alert(1)</script>"
    camille = come_in(client, SeatFactory(organiser=True, name=script))
    idea = an_idea(camille, title=script, words=script, spot=script)
    poll = a_poll(camille, script, "Tours", title=script, words=script)
    add_comment(about=idea, words=script, edit=an_edit(camille))
    a_vote(camille, poll, 1)
    close_poll(poll=poll, edit=an_edit(camille))
    address = camille.trip.address

    pages = [
        url_of("decide", address),
        url_of("history", address),
        url_of("idea-detail", address, idea.public_id),
        url_of("idea-change", address, idea.public_id),
        url_of("poll-detail", address, poll.public_id),
        url_of("poll-add", address),
    ]
    for page in pages:
        assert script not in client.get(page).text


def fill(trip, members):
    """Three ideas and three polls more, with everybody's voice and comments."""
    asks = members[0]
    for _ in range(3):
        idea = an_idea(asks, locality=LocalityFactory())
        poll = a_poll(asks, "Loches", idea)
        for seat in members:
            give_voice(idea=idea, opinion="for", edit=an_edit(seat))
            add_comment(about=idea, words="Hm", edit=an_edit(seat))
            a_vote(seat, poll, 1, 2)
    close_poll(poll=poll, edit=an_edit(asks))


def test_the_board_asks_as_often_for_much_as_for_little(client, count_queries):
    camille = come_in(client, SeatFactory(organiser=True))
    others = [SeatFactory(trip=camille.trip) for _ in range(4)]

    def page():
        assert client.get(url_of("decide", camille.trip.address)).status_code == 200

    fill(camille.trip, [camille])
    page()  # what the process remembers from then on
    few = count_queries(page)
    fill(camille.trip, [camille, *others])
    many = count_queries(page)

    assert many == few
    assert many <= 15


@pytest.mark.parametrize("page", ["idea-detail", "poll-detail"])
def test_the_page_of_one_asks_as_often_for_many_voices(client, count_queries, page):
    camille = come_in(client, SeatFactory(organiser=True))
    idea, poll = an_idea(camille), a_poll(camille, "Loches", "Tours")
    part = {"idea-detail": idea, "poll-detail": poll}[page]

    def look():
        client.get(url_of(page, camille.trip.address, part.public_id))

    def speak(seat):
        give_voice(idea=idea, opinion="for", edit=an_edit(seat))
        a_vote(seat, poll, 1)
        add_comment(about=part, words="Hm", edit=an_edit(seat))

    speak(camille)
    look()
    few = count_queries(look)
    for _ in range(6):
        speak(SeatFactory(trip=camille.trip))
    many = count_queries(look)

    assert many == few
    assert many <= 15


def test_a_trip_knows_a_poll_closed_by_its_date_before_the_clock_says_so(client, time_machine):
    zoe = SeatFactory()
    poll = a_poll(zoe, "Loches", "Tours")
    a_vote(zoe, poll, 1)
    time_machine.move_to(timezone.now() + timedelta(days=8), tick=False)
    come_in(client, zoe)

    page = client.get(url_of("decide", zoe.trip.address)).text

    assert url_of("poll-vote", zoe.trip.address, poll.public_id) not in page
    assert "Chosen: “Loches”, with 1 vote." in page


def test_a_tie_is_called_a_tie_and_the_organiser_chooses(client):
    camille = come_in(client, SeatFactory(organiser=True))
    poll = a_poll(camille, "Loches", "Tours", "Amboise")
    a_vote(camille, poll, 1, 2)
    close_poll(poll=poll, edit=an_edit(camille))

    page = client.get(url_of("decide", camille.trip.address)).text

    assert "Tie between “Loches” and “Tours”, with 1 vote each." in page
    offered = [
        place
        for place in (1, 2, 3)
        if url_of("option-take", camille.trip.address, poll.public_id, place) in page
    ]
    assert offered == [1, 2]


def test_trips_of_others_keep_their_ideas(client):
    trip = TripFactory()
    an_idea(SeatFactory(trip=trip), title="Secret canoe")
    zoe = come_in(client, SeatFactory())

    assert "Secret canoe" not in client.get(url_of("decide", zoe.trip.address)).text


def test_people_hear_of_a_poll_on_the_site_and_by_mail(
    client, mailoutbox, django_capture_on_commit_callbacks
):
    zoe = SeatFactory(name="Zoé")
    samir = come_in(client, SeatFactory(trip=zoe.trip))

    with django_capture_on_commit_callbacks(execute=True):
        poll = a_poll(zoe, "Loches", "Tours", title="Which castle?")
    with django_capture_on_commit_callbacks(execute=True):
        close_poll(poll=poll, edit=an_edit(zoe))

    with translation.override("en"):
        page = client.get(reverse("notifications:notice-list")).text
    until = format_day(poll.closes_at)
    assert f"Poll by Zoé, open until {until}: Which castle?" in page
    assert "Voting has closed: Which castle?" in page
    mails = [mail for mail in mailoutbox if mail.to == [samir.person.email]]
    assert len(mails) == 2
    assert all(f"/{poll.public_id}/" in mail.body for mail in mails)
