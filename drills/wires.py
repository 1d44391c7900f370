"""A relay on loopback between the site and a server that it needs: it can be cut and mended.

What lies behind isn't touched, so that several sites may share it. For the site it is gone: open
connections break, and new ones are refused.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Final

from scripts.machine import free_port

HOST: Final = "127.0.0.1"
CHUNK: Final = 65_536


@dataclass
class Wire:
    """Listens on a port of its own, and hands everything to the port `target`."""

    target: int
    port: int = field(default_factory=free_port)
    _listener: socket.socket | None = None
    _open: set[socket.socket] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def mend(self) -> None:
        """Listen; does nothing where it does already."""
        if self._listener is not None:
            return
        self._listener = socket.create_server((HOST, self.port), backlog=128)
        Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """Refuse who comes, and break what is open."""
        if self._listener is not None:
            with suppress(OSError):  # wakes the thread that accepts
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        with self._lock:
            for end in self._open:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):  # cut
            while True:
                near, _address = listener.accept()
                Thread(target=self._relay, args=(near,), daemon=True).start()

    def _relay(self, near: socket.socket) -> None:
        with suppress(OSError), near, socket.create_connection((HOST, self.target)) as far:
            with self._lock:
                self._open |= {near, far}
            back = Thread(target=_pump, args=(far, near), daemon=True)
            back.start()
            _pump(near, far)
            back.join()
            with self._lock:
                self._open -= {near, far}


def _pump(source: socket.socket, sink: socket.socket) -> None:
    """Until either end is closed; then the other one learns of it."""
    with suppress(OSError):
        while chunk := source.recv(CHUNK):
            sink.sendall(chunk)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
