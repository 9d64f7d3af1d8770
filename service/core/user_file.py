"""Files that a person names: opened without waiting, read up to a limit; what is wrong with one is a sentence."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from service.core import toml_slips
from service.core.messages import _, lines
from service.core.printable import one_line
from service.errors import ConfigError, TingbaoError

MAX_TEXT_SIZE = 10_000_000
"""Bytes of a configuration, a lexicon or a script: the largest lexicon that is known here has 3 MB."""
_DEEPEST = 30
"""Tables and lists within one another that a configuration may have; ours has four."""
_INTEGER_BITS = 64
"""TOML 1.0 asks for integers of 64 bits with a sign."""
_TOO_DEEP = _("lists or tables lie too deep in one another")
_OTHER_ENCODINGS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

Refusal = Callable[[str], TingbaoError]
"""The class of the error that says what is wrong."""


def read(path: str | Path, most: int, refusal: Refusal) -> bytes:
    """Return a regular file's bytes, `most` at most. Raise the refusal that names the file and what to do."""
    with opened(path, refusal) as file:
        size = os.fstat(file.fileno()).st_size
        data = b"" if size > most else file.read(most + 1)
    if max(size, len(data)) > most:
        raise refusal(
            _(
                "{path}: the file is over {most} MB: name the right one, or split it.",
                path=one_line(str(path)),
                most=most // 1_000_000,
            )
        )
    return data


@contextlib.contextmanager
def opened(path: str | Path, refusal: Refusal) -> Iterator[IO[bytes]]:
    """Give a regular file to read from. Raise the refusal for what goes wrong, while it is open too."""
    name = one_line(str(path))
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise refusal(_("{name}: this is a device or a pipe: copy what it gives into a file.", name=name))
            yield file
    except IsADirectoryError:
        raise refusal(_("{name}: this is a folder, not a file: name a file in it.", name=name)) from None
    except (OSError, ValueError) as error:
        raise refusal(
            _("{name}: {reason}: check that the file is there and may be read.", name=name, reason=reason(error))
        ) from None


def read_text(path: str | Path, refusal: Refusal) -> str:
    """Return a file's text, which is UTF-8 with or without a byte order mark."""
    data, name = read(path, MAX_TEXT_SIZE, refusal), one_line(str(path))
    if other := next((encoding for mark, encoding in _OTHER_ENCODINGS if data.startswith(mark)), ""):
        raise refusal(_("{name}: the file is in {other}: save it as UTF-8.", name=name, other=other))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal(_("{name}: line {line} is not UTF-8: save the file as UTF-8.", name=name, line=line)) from None


def read_toml(path: str | Path, refusal: Refusal = ConfigError, clean: Callable[[str], str] = str) -> dict[str, Any]:
    """Return the tables of a TOML file. Raise the refusal. `clean` mends the text before it is parsed."""
    text, name = clean(read_text(path, refusal)), one_line(str(path))
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refusal(_slips(name, text) or _no_toml(name, one_line(str(error)))) from None
    except (RecursionError, ValueError) as error:
        fault = _TOO_DEEP if isinstance(error, RecursionError) else _("a number has too many digits")
        raise refusal(_("{name}: {fault}: correct it.", name=name, fault=fault)) from None
    if wrong := _fault(tables, "", 0):
        raise refusal(_("{name}: {fault}: correct it.", name=name, fault=wrong))
    return tables


def _slips(name: str, text: str) -> str:
    """Return a sentence for each line of a text that was meant otherwise, as far as the text can be read with them."""
    told = [
        _("{source}, line {line}: {fault}.", source=name, line=each.line, fault=each.fault)
        for each in toml_slips.find(text)
    ]
    return _not_all(lines(told)) if told else ""


def _not_all(told: str) -> str:
    return _("{faults} What else may be wrong is named when the file can be read.", faults=told)


def _no_toml(name: str, said: str) -> str:
    """Return the sentence for what the parser said of a file, with the line in front."""
    what, __, position = said.partition(" (at ")
    line = position.partition(",")[0]  # "line 3", or "end of document)"
    where: str = _("{name}, at its end", name=name) if line else name
    if line.startswith("line "):
        where = _("{source}, line {line}", source=name, line=line.removeprefix("line "))
    if what.startswith(("Cannot declare", "Cannot overwrite", "Cannot mutate")):
        return _("{where}: this section or setting stands in the file twice: keep one of them.", where=where)
    hint = _('text stands in "quotation marks", a list in [brackets], each setting on a line of its own')
    fault = f"{what[:1].lower()}{what[1:].rstrip('.')}"
    return _not_all(_("{where}: this is no TOML: {fault}; {hint}.", where=where, fault=fault, hint=hint))


def write(path: str | Path, data: bytes, refusal: Refusal) -> None:
    """Write what a person asked for to a file, a device or a pipe that is read. Raise the refusal."""
    try:
        with open(path, "wb", opener=_without_waiting) as file:
            os.set_blocking(file.fileno(), True)
            file.write(data)
    except (OSError, ValueError) as error:
        raise refusal(
            _("{path} cannot be written ({reason}): name another file.", path=one_line(str(path)), reason=reason(error))
        ) from None


def check_writable(path: str | Path, refusal: Refusal) -> None:
    """Raise the refusal where `write` would surely fail, before the work that gives what is to be written."""
    target = Path(path)
    try:
        if os.path.lexists(target):
            if not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        else:
            with tempfile.TemporaryFile(dir=target.absolute().parent):
                pass
    except (OSError, ValueError) as error:
        raise refusal(
            _("{path} cannot be written ({reason}): name another file.", path=one_line(str(path)), reason=reason(error))
        ) from None


def reason(error: OSError | ValueError) -> str:
    """Return what is wrong with a file, as a part of a sentence."""
    if isinstance(error, OSError):
        text = error.strerror or str(error)
        return text[:1].lower() + text[1:]
    return _("no possible file name")


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; without O_NONBLOCK a named pipe would wait for its other end for ever."""
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, 0o666)


def _fault(value: object, place: str, depth: int) -> str:
    """Return what is wrong with a value that no TOML file should hold; empty where nothing is."""
    if depth > _DEEPEST:
        return _TOO_DEEP
    if isinstance(value, dict):
        inner = ((each, f"{place}.{key}" if place else str(key)) for key, each in value.items())
        return next(filter(None, (_fault(each, where, depth + 1) for each, where in inner)), "")
    if isinstance(value, list):
        return next(filter(None, (_fault(each, place, depth + 1) for each in value)), "")
    if isinstance(value, int) and value.bit_length() >= _INTEGER_BITS:
        return _("{place} has too many digits for a whole number", place=one_line(place))
    return ""
