"""Somebody takes all of their data along, and brings it to another account, without a script."""

from playwright.sync_api import expect

from commons.profiles.models import Profile
from tests.e2e.conftest import PHONE
from tests.factories.accounts import UserFactory
from tests.factories.profiles import ProfileFactory


def test_archive_is_made_downloaded_and_imported(live_server, open_page, client, tmp_path):
    ada, new = UserFactory(full_name="Ada Byron"), UserFactory()
    ProfileFactory(person=ada, introduction="I mend a mill.", public=True)
    page = open_page(PHONE | {"locale": "en-GB"}, java_script_enabled=False)
    main = page.get_by_role("main")

    def enter(person):
        client.force_login(person)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    enter(ada)
    page.goto(f"{live_server.url}/en/me/data/")
    main.get_by_role("button", name="Make my archive").click()
    with page.expect_download() as download:
        main.get_by_role("link", name="Download the archive").click()
    archive = tmp_path / "archive.zip"
    download.value.save_as(archive)
    enter(new)
    page.goto(f"{live_server.url}/en/me/data/import/")
    page.set_input_files("input[type=file]", archive)
    main.get_by_role("button", name="Continue").click()
    expect(main).to_contain_text("Will be added")
    main.get_by_role("button", name="Import").click()

    expect(main).to_contain_text("The archive has been imported. Nothing was published.")
    profile = Profile.objects.get(person=new)
    assert (profile.introduction, profile.is_public) == ("I mend a mill.", False)
