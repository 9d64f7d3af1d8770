"""Styles of the Kokoro model: how somebody speaks, as 256 numbers for each length of a request."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from service.core.messages import _
from service.errors import ConfigError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 256
"""Numbers in a row."""
_MIX = re.compile(r"(?P<first>\w+)(?: (?P<share>0\.\d+) (?P<second>\w+))?")
FORM: str = _("a style's name, or two and the first one's share: zf_xiaobei 0.7 zf_xiaoxiao")


@dataclass(frozen=True, slots=True)
class VoiceStyle:
    """One style, or a mix of two."""

    rows: tuple[tuple[float, ...], ...]
    """Row n-1 is for a request of n phonemes: a longer one is spoken slower, and one of a wrong length garbled."""
    fingerprint: str
    """The hash of the rows."""


@functools.lru_cache(16)
def load(setting: str, folders: tuple[Path, ...]) -> VoiceStyle:
    """Return the style of a voice's setting (`FORM`), from `NAME.npy` in the first of the folders that has it.

    Raise ConfigError with the end of a sentence that begins with the voice file's name.
    """
    found = _MIX.fullmatch(setting)
    if not found:
        raise ConfigError(_("settings.style must be {form}.", form=FORM))
    share = float(found["share"] or 1)
    rows = share * _rows(found["first"], folders)
    if found["second"]:
        other = _rows(found["second"], folders)
        length = min(len(rows), len(other))
        rows = rows[:length] + (1 - share) * other[:length]
    single = rows.astype("<f4")
    return VoiceStyle(tuple(map(tuple, single.tolist())), hashlib.sha256(single.tobytes()).hexdigest())


def _rows(name: str, folders: tuple[Path, ...]) -> NDArray[np.float64]:
    import numpy as np

    for folder in folders:
        if not (path := folder / f"{name}.npy").is_file():
            continue
        try:
            rows = np.load(path)
        except (OSError, ValueError):
            rows = np.zeros(0)
        if rows.ndim != 2 or rows.shape[1] != WIDTH or not len(rows):
            raise ConfigError(_("{path} does not hold rows of {width} numbers.", path=path, width=WIDTH))
        return np.asarray(rows, np.float64)
    known = sorted({path.stem for folder in folders for path in folder.glob("*.npy")})
    raise ConfigError(_("there is no style {name!r}; there are {known}.", name=name, known=known))
