"""The queues of the demonstration, declared once before server and worker meet there."""

from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Declare every queue on the broker."

    def handle(self, *args: Any, **options: Any) -> None:
        """A broker made of files may be read while it is written: so write it while alone."""
        with current_app.connection_for_write() as connection:
            for queue in current_app.amqp.queues.values():
                queue.bind(connection.default_channel).declare()
