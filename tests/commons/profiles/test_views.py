import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commons.profiles.models import Profile
from tests.factories.accounts import UserFactory
from tests.factories.media import picture_bytes
from tests.factories.profiles import ProfileFactory, with_portrait

pytestmark = pytest.mark.django_db

PAGE = "/en/me/profile/"
WORDS = {"introduction": "We mend a mill.\n\nAsk us.", "language": "en", "alt": ""}


def photograph(content=None):
    return SimpleUploadedFile("me.jpg", content or picture_bytes(400, 300))


@pytest.fixture
def ada(client):
    ada = UserFactory(display_name="Ada")
    client.force_login(ada)
    return ada


def test_edit_saves_words_on_one_line_and_shows_them_to_members(client, ada):
    answer = client.post(PAGE, WORDS)

    assert (answer.status_code, answer.url) == (302, PAGE)
    profile = Profile.objects.get(person=ada)
    assert (profile.introduction, profile.is_public) == ("We mend a mill. Ask us.", False)


def test_edit_describes_a_portrait_by_the_name_where_nobody_says_more(client, ada):
    client.post(PAGE, WORDS | {"file": photograph()})

    assert Profile.objects.get(person=ada).portrait.description == "Portrait of Ada"
    assert client.get(ada.get_absolute_url()).text.count('alt="Portrait of Ada"') == 1


def test_edit_says_what_is_wrong_with_a_file_and_keeps_the_words(client, ada):
    answer = client.post(PAGE, WORDS | {"file": photograph(b"no photograph")})

    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert "We mend a mill." in answer.text
    assert not Profile.objects.exists()


def test_edit_refuses_more_than_two_sentences(client, ada):
    answer = client.post(PAGE, WORDS | {"introduction": "a" * 281})

    assert answer.status_code == 422
    assert "introduction" in answer.context["form"].errors


def test_edit_of_who_has_not_answered_our_mail_is_denied(client):
    client.force_login(UserFactory(unverified=True))

    assert client.post(PAGE, WORDS).status_code == 403


def test_remove_takes_the_portrait_away(client):
    profile = with_portrait(ProfileFactory())
    client.force_login(profile.person)

    answer = client.post(reverse("profiles:portrait-remove"))

    profile.refresh_from_db()
    assert (answer.status_code, profile.portrait) == (302, None)


def test_a_member_reads_portrait_and_words_on_the_page_of_a_person(client, ada):
    profile = with_portrait(ProfileFactory(introduction="أهلا وسهلا", language="ar"))

    page = client.get(profile.person.get_absolute_url()).text

    assert 'lang="ar" dir="rtl">أهلا وسهلا<' in page
    assert 'alt="Odile at the mill"' in page
    assert f"/report/profile/{profile.public_id}/" in page
