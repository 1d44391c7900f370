"""Public data that lie beside a checkout of ours, and not in it."""

import os
from pathlib import Path

from scripts.cli import RefusalError
from scripts.machine import ROOT

BESIDE = ROOT.parent / "shared" / "data"


def public_file(*names: str) -> Path:
    """One file of them; `PUBLIC_DATA` names another folder than the one beside the checkout."""
    folder = Path(os.environ.get("PUBLIC_DATA") or BESIDE)
    path = folder.joinpath(*names)
    if not path.is_file():
        raise RefusalError(
            f"{path} is missing. Put the public data next to the checkout, or set PUBLIC_DATA=….",
            f"{path} est introuvable. "
            "Placez les données publiques à côté du dépôt, ou définissez PUBLIC_DATA=….",
        )
    return path
