"""The pip that installs into the Python which runs this program: what an extra has to be installed with."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def install(extra: str) -> str:
    """Return the command that adds an extra: `.venv/bin/pip install 'tingbao[pdf]'`.

    A virtual environment in the folder at hand is named, as `./run` makes one; the plain `pip` would miss it. No other
    folder of the machine is: what is told of a file may be published.
    """
    scripts = Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin")
    try:
        pip = str((scripts / "pip").relative_to(Path.cwd()))
    except (ValueError, OSError):  # it is elsewhere, or there is no such folder any more
        pip = "pip"
    return f"{pip} install 'tingbao[{extra}]'"
