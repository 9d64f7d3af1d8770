"""What the system refuses is named with what to do; a fault of the program is not taken for it."""

import errno
import os

import pytest

from service.core.system_limits import is_limit, refusal


def refused(number, name=None):
    return refusal(OSError(number, os.strerror(number), name))


@pytest.mark.parametrize(
    "fault", [MemoryError(), OSError(errno.ENOMEM, "x"), ImportError("liba.so: failed to map segment from object")]
)
def test_a_lack_of_memory_is_one_wherever_it_shows(fault):
    assert refusal(fault).startswith("There is not enough memory: ")


def test_each_limit_is_called_by_the_name_under_which_it_is_raised():
    assert "ulimit -u" in refusal(RuntimeError("can't start new thread"))
    assert "ulimit -u" in refused(errno.EAGAIN)
    assert "ulimit -n" in refused(errno.EMFILE, "page.md")
    assert "ulimit -f" in refused(errno.EFBIG)


def test_a_missing_file_is_no_limit():
    assert is_limit(OSError(errno.EMFILE, "Too many open files"))
    assert not is_limit(OSError(errno.ENOENT, "No such file or directory"))
    assert not is_limit(OSError("libespeak-ng.so: cannot open shared object file"))


def test_a_file_that_is_refused_is_named():
    assert refused(errno.ENOSPC, "a\nb").startswith("a\N{REPLACEMENT CHARACTER}b: no space left on device: ")
    assert refused(errno.EIO).startswith("The system: ")
    assert refused(errno.EACCES, b"page.md").startswith("page.md: permission denied: ")


@pytest.mark.parametrize("fault", [RuntimeError("dictionary changed"), ImportError("no module"), KeyError("a")])
def test_a_fault_of_the_program_is_no_refusal(fault):
    assert refusal(fault) == ""


def test_a_folder_that_is_gone_is_said_to_be(tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert "is gone" in refused(errno.ENOENT, "page.md")
