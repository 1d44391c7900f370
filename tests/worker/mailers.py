"""Mail servers at which a worker can be killed."""

import time
from pathlib import Path

from django.core.mail.backends.filebased import EmailBackend


class HangsBefore(EmailBackend):
    """Takes the connection, says so in a file, and never takes the mail."""

    def send_messages(self, messages):
        return self._hang()

    def _hang(self):
        Path(f"{self.file_path}.hangs").touch()
        time.sleep(120)


class HangsAfter(HangsBefore):
    """Takes the mail, and never says so."""

    def send_messages(self, messages):
        EmailBackend.send_messages(self, messages)
        return self._hang()
