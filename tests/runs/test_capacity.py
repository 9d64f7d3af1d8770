"""How many runs are made at once: as configured, else what cores and memory allow."""

import os

import pytest

from service.runs import capacity


def machine(folder, available, limit=None, used=0, cache=0):
    """/proc and the container's group as Linux shows them; bytes."""
    folder.joinpath("meminfo").write_text(f"MemTotal: {2**40} kB\nMemAvailable: {available // 1024} kB\n")
    if limit:
        folder.joinpath("memory.max").write_text(f"{limit}\n")
        folder.joinpath("memory.current").write_text(f"{used}\n")
        folder.joinpath("memory.stat").write_text(f"anon {used - cache}\ninactive_file {cache}\n")
    return capacity.free_memory(folder, folder)


def test_what_is_free_is_the_machines_or_the_containers(tmp_path):
    size = 2**30
    assert machine(tmp_path, 8 * size) == 8 * size
    assert machine(tmp_path, 8 * size, "max", size) == 8 * size
    assert machine(tmp_path, 8 * size, 4 * size, 3 * size, 2 * size) == 3 * size
    assert machine(tmp_path, 8 * size, 4 * size, 5 * size) == 0
    assert capacity.free_memory(tmp_path / "none", tmp_path / "none") >= capacity.RUN_BYTES // 1024 * 1024


@pytest.mark.parametrize(("parallel", "free", "runs"), [(0, 2.5, 2), (0, 0.3, 1), (0, 1000, 8), (5, 0.3, 5)])
def test_one_run_a_core_as_far_as_the_memory_reaches(monkeypatch, parallel, free, runs):
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(capacity, "free_memory", lambda: int(free * capacity.RUN_BYTES))
    assert capacity.runs(parallel) == runs
