"""Photographs and private files in a bucket, on a server of this machine that speaks S3."""

from datetime import timedelta

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.urls import reverse
from moto.server import ThreadedMotoServer

from commons.media.actions import add_photo, delete_photo
from commons.media.periodic import sweep_files
from commons.media.tasks import render_photo
from config.buckets import read_bucket
from core.permissions import SYSTEM
from tests.factories.media import picture_bytes
from tests.imported_modules import steps_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:botocore"),
]


@pytest.fixture(scope="module")
def server():
    running = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    running.start()
    yield running.get_host_and_port()
    running.stop()


@pytest.fixture
def bucket(server, settings, request):
    """An empty bucket, and the settings that name it."""
    host, port = server
    name = f"b{abs(hash(request.node.name))}"
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=name)
    read = read_bucket(f"s3://key:secret@{host}:{port}/{name}?tls=0&region=us-east-1")
    settings.STORAGES = settings.STORAGES | read.storages()
    return lambda: [one["Key"] for one in client.list_objects_v2(Bucket=name).get("Contents", ())]


def a_photo():
    file = ContentFile(picture_bytes(), name="mill.jpg")
    return add_photo(file=file, title="Mill", alt="A mill by the water", by=SYSTEM)


def test_a_photo_is_stored_in_the_bucket_and_served_by_the_site(bucket, client):
    photo = a_photo()
    render_photo(photo_id=photo.pk)

    folder, name = photo.file.name.split("/")[1:]
    answer = client.get(reverse("media:photo-file", args=[folder, name]))

    assert photo.file.url == f"/media/{photo.file.name}"
    assert f"media/{photo.file.name}" in bucket()
    assert len(bucket()) == 1 + photo.renditions.count() > 2
    with photo.file.open() as kept:
        assert answer.content == kept.read()


def test_a_photo_that_goes_leaves_nothing_in_the_bucket(bucket, django_capture_on_commit_callbacks):
    photo = a_photo()
    render_photo(photo_id=photo.pk)

    with django_capture_on_commit_callbacks(execute=True):
        delete_photo(photo=photo, by=SYSTEM)

    assert bucket() == []


def test_files_that_nobody_owns_are_swept_out_of_the_bucket(bucket, settings):
    settings.MEDIA_SWEEP_AFTER = timedelta(0)
    photo = a_photo()
    default_storage.save(f"photos/00/{'0' * 32}.webp", ContentFile(b"left behind"))

    sweep_files()

    assert {key.split("/")[-1][:32] for key in bucket()} == {photo.file.name.split("/")[-1][:32]}


def test_an_empty_bucket_is_swept_without_a_word(bucket):
    sweep_files()

    assert bucket() == []


def test_a_private_file_has_no_address_and_a_shelf_of_its_own(bucket):
    name = storages["private"].save("trips/ticket.pdf", ContentFile(b"%PDF"))

    assert bucket() == [f"private/{name}"]
    with storages["private"].open(name) as kept:
        assert kept.read() == b"%PDF"
    with pytest.raises(ValueError, match="handed out by a view"):
        storages["private"].url(name)


def test_a_name_that_is_taken_is_not_written_over(bucket):
    first = default_storage.save("photos/00/same.webp", ContentFile(b"one"))
    second = default_storage.save("photos/00/same.webp", ContentFile(b"two"))

    assert first != second
    with default_storage.open(first) as kept:
        assert kept.read() == b"one"


def test_where_no_bucket_is_named_its_client_is_not_imported():
    assert "botocore" not in steps_of()["addresses resolved"].modules
