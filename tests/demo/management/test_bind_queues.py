"""Queues at a broker made of files."""

import json

from celery import Celery
from django.conf import settings
from django.core.management import call_command

from demo.management.commands import bind_queues


def test_bind_queues_writes_each_queue_once(tmp_path, monkeypatch):
    app = Celery(broker="filesystem://", set_as_current=False)
    app.conf.task_queues = settings.CELERY_TASK_QUEUES
    app.conf.broker_transport_options = {
        "data_folder_in": str(tmp_path),
        "data_folder_out": str(tmp_path),
        "control_folder": str(tmp_path / "control"),
    }
    monkeypatch.setattr(bind_queues, "current_app", app)

    call_command("bind_queues")
    call_command("bind_queues")

    (exchange,) = (tmp_path / "control").glob("*.exchange")
    bound = sorted(queue for *_key, queue in json.loads(exchange.read_text()))
    assert bound == ["celery", "pictures"]
