"""A file without a name: a child writes, its parent reads, and no folder has it."""

import os

import pytest

from service.core.anonymous_file import anonymous_file


@pytest.mark.parametrize("in_memory", [True, False])
def test_what_a_child_writes_its_parent_reads(in_memory, monkeypatch, tmp_path):
    if not in_memory:
        monkeypatch.delattr("os.memfd_create", raising=False)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with anonymous_file() as file:
        pid = os.fork()
        if not pid:
            os.write(file.fileno(), b"said")
            os._exit(0)
        os.waitpid(pid, 0)
        assert os.pread(file.fileno(), 10, 0) == b"said"
        assert list(tmp_path.iterdir()) == []
