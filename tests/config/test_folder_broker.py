"""A broker made of files, read while it is written."""

from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from config.folder_broker import Transport


@pytest.fixture
def channel(tmp_path):
    folders = {
        "data_folder_in": str(tmp_path),
        "data_folder_out": str(tmp_path),
        "store_processed": False,
    }
    with Connection(transport=Transport, transport_options=folders) as connection:
        yield connection.channel()


def test_messages_come_in_their_order(channel):
    for number in range(3):
        channel._put("celery", {"number": number})

    assert [channel._get("celery")["number"] for _ in range(3)] == [0, 1, 2]


def test_what_is_being_written_is_no_message_yet(channel, monkeypatch):
    write = Path.write_bytes

    def looked_at_halfway(path, data):
        write(path, data[:1])
        with pytest.raises(Empty):
            channel._get("celery")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", looked_at_halfway)
    channel._put("celery", {"number": 1})

    assert channel._get("celery") == {"number": 1}
