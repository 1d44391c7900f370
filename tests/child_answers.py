"""Answers of children that read strangers' files: for tests of what is done with an answer.

A child takes longer to start than most of these tests take, and what it says depends on nothing but
the bytes. Tests of the parsers and of the children themselves leave this alone.
"""

import functools

from core.files import bounded_process


@functools.cache
def said_of(task, content):
    """What a child says about these bytes: the real one, asked once. Refusals are asked anew."""
    return bounded_process.run(task, content)
