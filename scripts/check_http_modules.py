"""Refuse any way out to the network but core/http/client.py (docs/adr/0058).

Reads imports, wherever they stand in a module, also those by name (`import_module("socket")`).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scripts.check_names import source_files
from scripts.machine import ROOT

# What opens connections; a name stands for all below it as well.
REFUSED: Final = frozenset(
    (
        *("aiohttp", "asyncssh", "authlib.integrations", "boto3", "botocore", "curl_cffi"),
        *("elastic_transport", "elasticsearch", "ftplib", "geventhttpclient", "grpc", "h2"),
        *("http.client", "httpcore", "httplib2", "httpx", "httpx2", "imaplib", "nntplib"),
        *("niquests", "paramiko", "poplib", "pycurl", "pywebpush", "requests", "smtplib"),
        *("socket", "socketserver", "storages", "telnetlib", "tornado", "treq", "urllib.request"),
        *("urllib3", "websocket", "websockets", "xmlrpc"),
    )
)
# Calls of modules that are otherwise welcome.
REFUSED_CALLS: Final = frozenset(
    ("create_connection", "create_datagram_endpoint", "open_connection", "open_unix_connection")
)
# Path of a module, or of a folder with a slash at its end; what it may import; and why.
EXEMPT: Final[tuple[tuple[str, frozenset[str], str], ...]] = (
    ("core/http/client.py", frozenset({"httpcore", "httpx", "socket"}), "the guarded client"),
    ("core/http/public_addresses.py", frozenset({"httpx"}), "reads addresses as the client does"),
    (
        "emergency/activations/openid.py",
        frozenset({"authlib.integrations", "requests"}),
        "Authlib speaks through an adapter whose requests the guarded client makes",
    ),
    ("search/", frozenset({"elastic_transport", "elasticsearch"}), "Elasticsearch"),
    ("config/setup/", frozenset({"elastic_transport", "elasticsearch"}), "Elasticsearch"),
    ("config/", frozenset({"boto3", "botocore", "storages"}), "object storage"),
    ("commons/mail/", frozenset({"smtplib"}), "SMTP"),
)
# Tools of developers: they speak to this machine, and no visitor names an address to them.
TOOLS: Final = ("bench/", "docker/", "drills/", "scripts/")

type Finding = tuple[str, int, str]


def main() -> int:
    """Print each refused import with its place; return 1 where there is one."""
    findings = [found for path in source_files() for found in refused_imports(path)]
    for place, line, name in findings:
        print(f"{place}:{line}: {name}: use core.http.client, the only way out to the network")
    return bool(findings)


def refused_imports(path: Path) -> Iterator[Finding]:
    """Yield (path, line, module) for each import or call in `path` that opens connections."""
    place = str(path.relative_to(ROOT))
    if place.startswith(TOOLS):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for module in modules_of(node):
            refused = refused_part(module)
            if refused and not is_exempt(place, refused):
                yield place, getattr(node, "lineno", 1), module


def modules_of(node: ast.AST) -> Iterator[str]:
    """Yield what this node imports, or which refused call it makes."""
    match node:
        case ast.Import(names=names):
            yield from (name.name for name in names)
        case ast.ImportFrom(module=str(module), names=names):
            yield from (f"{module}.{name.name}" for name in names)
        case ast.Call(
            func=ast.Name(id="import_module" | "__import__")
            | ast.Attribute(attr="import_module" | "__import__"),
            args=[ast.Constant(value=str(module)), *_],
        ):
            yield module
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in REFUSED_CALLS:
            yield name


def refused_part(module: str) -> str:
    """The name in `REFUSED` that covers this module; an empty string if there is none."""
    if module in REFUSED_CALLS:
        return module
    parts = module.split(".")
    names = (".".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((name for name in names if name in REFUSED), "")


def is_exempt(place: str, refused: str) -> bool:
    """Whether this file may open connections by this module."""
    return any(
        (place == path or (path.endswith("/") and place.startswith(path))) and refused in modules
        for path, modules, _reason in EXEMPT
    )


if __name__ == "__main__":
    sys.exit(main())
