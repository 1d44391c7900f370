"""What an editor hands in beside pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.forms import WagtailAdminModelForm

from cms.recordings.models import Recording
from core.errors import DomainError
from core.files.sounds import read_sound
from core.files.storage import random_path


class RecordingForm(WagtailAdminModelForm):
    """A file is told by its content, and kept without a word about who made it, and where."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            sound = read_sound(file)
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        recording: Recording = self.instance
        recording.mime, recording.seconds, recording.size = (
            sound.mime,
            sound.seconds,
            len(sound.content),
        )
        return ContentFile(sound.content, name=random_path(f".{sound.extension}"))
