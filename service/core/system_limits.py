"""What the system refuses the program, wherever it happens: memory, threads, open files, room, a folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from service.core import user_file
from service.core.messages import _
from service.core.printable import one_line

TOO_LITTLE_MEMORY = _(
    "There is not enough memory: free some, raise its limit, or name fewer inputs; what is published is whole."
)
_TOO_FEW_THREADS = _(
    "No further thread can be started: raise the limit of processes (`ulimit -u`, TasksMax,"
    " a container's pids limit) or of memory; what is published is whole."
)
_WHAT_TO_DO = {
    errno.EAGAIN: _(
        "raise the limit of processes (`ulimit -u`, TasksMax, a container's pids limit), or try again later"
    ),
    errno.EMFILE: _("raise the limit of open files (`ulimit -n`, LimitNOFILE)"),
    errno.ENFILE: _("close other programs, or raise the system's limit (fs.file-max)"),
    errno.EFBIG: _("raise the limit of a file's size (`ulimit -f`, LimitFSIZE)"),
}


def refusal(fault: BaseException) -> str:
    """Return the sentence for what the system refused; empty where the fault is another."""
    unmapped = isinstance(fault, ImportError) and "failed to map segment" in str(fault)  # of a library
    if unmapped or isinstance(fault, MemoryError) or (isinstance(fault, OSError) and fault.errno == errno.ENOMEM):
        return TOO_LITTLE_MEMORY
    if isinstance(fault, RuntimeError) and "start new thread" in str(fault):
        return _TOO_FEW_THREADS
    return _of_file(fault) if isinstance(fault, OSError) else ""


def is_limit(error: OSError) -> bool:
    """Return whether a limit of the process or the system has been reached, which nothing but raising it helps."""
    return error.errno in _WHAT_TO_DO


def _of_file(error: OSError) -> str:
    try:
        Path.cwd()
    except FileNotFoundError:
        return _("The folder in which the command was called is gone: call it in another.")
    except OSError:
        pass  # no more than the error itself says
    place = one_line(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else _("The system")
    instead = _("see that the place is there, may be read and written, and has room")
    return _(
        "{place}: {reason}: {remedy}; what is published is whole.",
        place=place,
        reason=user_file.reason(error),
        remedy=_WHAT_TO_DO.get(error.errno or 0, instead),
    )
