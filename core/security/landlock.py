"""Landlock: a process gives up files and network for good (Linux 5.13, landlock(7)).

A parser that a hostile file has taken over finds no secret to read and nobody to tell it to.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

# Numbers of system calls are the same on every architecture (linux/unistd.h, from 424 on).
CREATE_RULESET: Final = 444
ADD_RULE: Final = 445
RESTRICT_SELF: Final = 446
VERSION: Final = 1  # the flag by which `CREATE_RULESET` answers with its version
PATH_BENEATH: Final = 1
PR_SET_NO_NEW_PRIVS: Final = 38  # of prctl(2); without it only root may restrict itself

READ_FILE: Final = 1 << 2
READ_DIR: Final = 1 << 3
ALL_OF_FILES: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
ALL_OF_TCP: Final = 0b11  # bind and connect, from version 4 on
ALL_SCOPES: Final = 0b11  # abstract sockets and signals of others, from version 6 on


class _Ruleset(ctypes.Structure):
    """What is forbidden unless a rule allows it (`struct landlock_ruleset_attr`)."""

    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    """What is allowed below an open folder (`struct landlock_path_beneath_attr`)."""

    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def landlock_version() -> int:
    """Of the kernel; 0 where it has none, or it is switched off."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_libc().syscall(CREATE_RULESET, None, 0, VERSION)))


def leave_only_reading(folders: Iterable[Path]) -> bool:
    """From now on this process reads what lies in `folders` and nothing else.

    It writes and starts nothing, and opens no connection. What it has open stays open. False where
    the kernel can't; raises OSError where it should and doesn't.
    """
    version = landlock_version()
    if not version:
        return False
    files = ALL_OF_FILES[max(known for known in ALL_OF_FILES if known <= version)]
    ruleset = _Ruleset(files, ALL_OF_TCP if version >= 4 else 0, ALL_SCOPES if version >= 6 else 0)
    made = _call(CREATE_RULESET, ctypes.byref(ruleset), _size_known_to(version), 0)
    try:
        for folder in folders:
            if folder.exists():
                _allow_reading(made, folder)
        if _libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "no_new_privs was refused")
        _call(RESTRICT_SELF, made, 0)
    finally:
        os.close(made)
    return True


def _size_known_to(version: int) -> int:
    """Bytes of a ruleset: a kernel refuses fields that it doesn't know, unless they are zero."""
    return 8 if version < 4 else 16 if version < 6 else ctypes.sizeof(_Ruleset)


def _allow_reading(ruleset: int, folder: Path) -> None:
    place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    try:
        allowed = READ_FILE | (READ_DIR if folder.is_dir() else 0)
        rule = _PathBeneath(allowed, place)
        _call(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(place)


def _call(number: int, *arguments: object) -> int:
    """What the system call answers. Raises OSError."""
    answer = int(_libc().syscall(number, *arguments))
    if answer < 0:
        raise OSError(ctypes.get_errno(), f"landlock system call {number} was refused")
    return answer


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
