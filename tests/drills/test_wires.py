"""What lies behind a wire that is cut is gone, and comes back when it is mended."""

import socket
import socketserver
from threading import Thread

import pytest

from drills.wires import Wire


class Answers(socketserver.BaseRequestHandler):
    def handle(self):
        while word := self.request.recv(100):
            self.request.sendall(self.server.name + word)


@pytest.fixture
def serve():
    """A function that starts one more server, which puts its name before what it hears."""
    servers = []

    def one(name):
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answers)
        server.name, server.daemon_threads = name, True
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return server.server_address[1]

    yield one
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def wire(serve):
    """Mended, before a server called a."""
    wire = Wire(serve(b"a"))
    wire.mend()
    yield wire
    wire.cut()


def say(connection, word):
    connection.sendall(word)
    return connection.recv(100)


def dial(wire):
    return socket.create_connection(("127.0.0.1", wire.port), timeout=5)


def test_a_wire_relays_both_ways(wire):
    with dial(wire) as connection:
        assert [say(connection, word) for word in (b"1", b"2")] == [b"a1", b"a2"]


def test_a_cut_breaks_what_is_open_and_refuses_what_is_new(wire):
    with dial(wire) as connection:
        say(connection, b"1")
        wire.cut()

        assert connection.recv(100) == b""
    with pytest.raises(ConnectionRefusedError):
        dial(wire)


def test_a_mended_wire_relays_again_and_may_lead_elsewhere(wire, serve):
    wire.cut()
    wire.target = serve(b"b")
    wire.mend()
    wire.mend()

    with dial(wire) as connection:
        assert say(connection, b"1") == b"b1"
