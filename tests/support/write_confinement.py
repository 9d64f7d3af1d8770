"""Confine the process to writing below one folder, whatever it is told to write, and whoever runs it (Landlock).

A hostile path may name any file of this machine; without this, a test that runs as root would write there.
"""

import ctypes
import os
import struct
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""The numbers of Landlock's system calls, on all architectures."""
_BENEATH, _NO_NEW_PRIVILEGES = 1, 38
_WRITE, _TRUNCATE = 1 << 1, 1 << 14
_CHANGES = _WRITE | _TRUNCATE | sum(1 << bit for bit in range(4, 14))
"""Write and truncate files; remove, make, link and rename entries of folders."""
_SECURE_BITS, _NO_ROOT = 28, 3
_CAPABILITY_VERSION = 0x20080522
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full")

_libc = ctypes.CDLL(None, use_errno=True)


def available() -> bool:
    """Return whether the kernel has all that is asked of it (Linux 6.2: truncation)."""
    return int(_libc.syscall(_CREATE, None, 0, 1)) >= 3


def confine(folder: Path) -> None:
    """Refuse this process and its children, from now on, every change of files outside the folder. Raise OSError."""
    rules = _call(_CREATE, ctypes.create_string_buffer(struct.pack("Q", _CHANGES), 8), 8, 0)
    rooms: list[tuple[str | Path, int]] = [(folder, _CHANGES), *((each, _WRITE | _TRUNCATE) for each in _DEVICES)]
    for path, allowed in rooms:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("=Qi", allowed, handle)
        _call(_ADD, rules, _BENEATH, ctypes.create_string_buffer(rule, len(rule)), 0)
        os.close(handle)
    if _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    _call(_RESTRICT, rules, 0)
    os.close(rules)
    _prove(folder)


def drop_capabilities() -> None:
    """Have the modes of files hold for root too: without capabilities it is a user like others. Raise OSError.

    The programs that it starts have none either; without SECBIT_NOROOT, root's would have all.
    """
    _libc.prctl(_SECURE_BITS, _NO_ROOT, 0, 0, 0)  # refused to others than root, whose programs gain nothing
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    if _libc.capset(ctypes.create_string_buffer(header, len(header)), ctypes.create_string_buffer(24)):
        raise OSError(ctypes.get_errno(), "capset")


def _prove(folder: Path) -> None:
    """Raise OSError unless a file beside the folder is refused and one in it is not."""
    (folder / ".inside").write_bytes(b"")
    (folder / ".inside").unlink()
    try:
        handle = os.open(folder.parent / f".outside-{os.getpid()}", os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except PermissionError:
        return
    os.close(handle)
    raise OSError("the confinement does not hold")


def _call(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")
    return result
