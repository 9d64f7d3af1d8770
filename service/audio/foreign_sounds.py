"""Sounds that only ffmpeg reads, as phones record them: M4A, AAC, AMR, Opus, WebM. It is used where it is installed.

A file is told by its first bytes, and ffmpeg is told its kind: it guesses none, follows no address and no other file,
and has limits of time and memory.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

from service.core.messages import _
from service.errors import AudioError
from service.model import SAMPLE_RATE

SECONDS = 30
"""Of processor time, and of waiting, for one file: three minutes of AAC take 0.3."""
MEMORY = 1_000_000_000
"""Bytes of address space."""
_HEAD = 64
_DEMUXERS = {"M4A": "mov", "AAC": "aac", "AMR": "amr", "Opus": "ogg", "WebM": "matroska"}
"""What ffmpeg calls a kind."""


def kind_of(data: bytes) -> str:
    """Return the kind of a file that only ffmpeg reads; empty for any other."""
    head = data[:_HEAD]
    if head[4:8] == b"ftyp":
        return "M4A"
    if head.startswith(b"OggS") and b"OpusHead" in head:
        return "Opus"
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xF6 == 0xF0:
        return "AAC"
    return next((kind for mark, kind in ((b"#!AMR", "AMR"), (b"\x1aE\xdf\xa3", "WebM")) if head.startswith(mark)), "")


def decoded(data: bytes, longest: float) -> bytes:
    """Return the samples of a sound that `kind_of` knows: 24 kHz, one channel, 16 bits, a second more than `longest`.

    Raise AudioError, a phrase that says why, where ffmpeg is not installed or cannot read it.
    """
    kind, ffmpeg = kind_of(data), shutil.which("ffmpeg")
    if ffmpeg is None:
        raise AudioError(
            _("this is {kind}, which needs ffmpeg on the server: send WAV, MP3, OGG (Vorbis) or FLAC.", kind=kind)
        )
    with tempfile.TemporaryDirectory(prefix="tingbao-") as folder:
        path = Path(folder, "sound")
        path.write_bytes(data)
        given = ["-protocol_whitelist", "file", "-f", _DEMUXERS[kind], "-i", str(path)]
        wanted = ["-map", "0:a:0", "-t", f"{longest + 1:g}", "-ac", "1", "-ar", f"{SAMPLE_RATE}", "-f", "s16le"]
        told = ["-hide_banner", "-nostdin", "-v", "error", "-xerror", "-threads", "1"]
        argv = [ffmpeg, *told, *given, *wanted, "-protocol_whitelist", "pipe", "pipe:1"]
        pcm = _output(argv, folder)
    if not pcm:
        raise AudioError(_("this is no {kind} that can be decoded: export it as MP3.", kind=kind))
    return pcm


def _output(argv: list[str], folder: str) -> bytes:
    """Return what the program writes; nothing where it fails, or needs more than it may."""
    with subprocess.Popen(
        argv,
        cwd=folder,
        env={"PATH": os.defpath},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        with contextlib.suppress(OSError):  # it has ended already
            for limit, most in (
                (resource.RLIMIT_AS, MEMORY),
                (resource.RLIMIT_CPU, SECONDS),
                (resource.RLIMIT_FSIZE, 0),
                (resource.RLIMIT_CORE, 0),
            ):
                resource.prlimit(process.pid, limit, (most, most))
        try:
            out, __ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return b""
        return b"" if process.returncode else out
