"""Derive the shipped table of programs that ask for audio and have no listener; run by hand when the source changes.

usage: listener_bots.py CRAWLERS.json

CRAWLERS.json is crawler-user-agents.json of the PyPI package crawler-user-agents 1.67.0 (MIT licence). Left out are
feed readers, since somebody hears what they download (Overcast and Pocket Casts among them), and the HTTP libraries
with which players on Android ask.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.support.paths import ROOT

TABLE = ROOT / "service/audience/data/bots.txt"
ORIGIN = (
    "# Programs without a listener: a pattern of the user agent a line. Derived by tests/tools/listener_bots.py from\n"
    "# crawler-user-agents 1.67.0 by Martin Monperrus and contributors (MIT licence, see NOTICE.md).\n"
)
OF_PLAYERS = ("okhttp", "HttpUrlConnection")
"""Libraries that an app on Android names where it does not name itself."""


def main(source: Path) -> None:
    """Write the table."""
    rows = json.loads(source.read_text("utf-8"))
    kept = {each["pattern"].replace("\\/", "/") for each in rows if "feed-reader" not in each.get("tags", ())}
    TABLE.write_text(ORIGIN + "".join(f"{each}\n" for each in sorted(kept - {*OF_PLAYERS})), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
