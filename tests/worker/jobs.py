"""Jobs that only the worker of these tests knows."""

from pathlib import Path

from celery import shared_task


@shared_task(name="tests.write_line")
def write_line(*, path: str) -> None:
    """Leave a trace outside the database: one line each time it runs."""
    with Path(path).open("a") as file:
        file.write("done\n")


@shared_task(name="tests.write_picture")
def write_picture(*, path: str) -> None:
    """The same, in the line of photographs."""
    with Path(path).open("a") as file:
        file.write("picture\n")
