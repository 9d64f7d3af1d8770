"""sandbox.py RULES COMMAND...: the command, held to what a unit's options let a service ask of the kernel.

RULES is a JSON file that `rules` wrote. What systemd does by seccomp is done by the same library here: the system calls
of SystemCallFilter, the families of RestrictAddressFamilies, MemoryDenyWriteExecute and RestrictNamespaces.
"""

import ctypes
import errno
import functools
import json
import os
import socket
import subprocess
import sys

ALLOW, REFUSE = 0x7FFF0000, 0x00050000
"""SCMP_ACT_ALLOW, SCMP_ACT_ERRNO(0)."""
EQUAL, MASKED = 4, 7
"""SCMP_CMP_EQ, SCMP_CMP_MASKED_EQ."""
WRITE, EXECUTE, SHARED_EXECUTE = 2, 4, 0o100000
"""PROT_WRITE, PROT_EXEC, SHM_EXEC."""
NAMESPACES = (0x80, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
"""CLONE_NEW*."""
FAMILIES = 46
"""AF_MAX."""


class Comparison(ctypes.Structure):
    """struct scmp_arg_cmp."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operation", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


@functools.cache
def calls(group):
    """The names of the system calls in a group of systemd's, `@system-service`, or of the one call."""
    if not group.startswith("@"):
        return frozenset({group})
    command = ["systemd-analyze", "syscall-filter", group]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    names = [line.strip() for line in listed.splitlines()[1:] if line.strip() and line.strip()[0] != "#"]
    return frozenset().union(*map(calls, names))


def rules(options):
    """What the options of a unit, names and values in order, say; to be written as JSON."""
    allowed, families = frozenset(), []
    for name, value in options:
        if name == "SystemCallFilter":
            named = frozenset().union(*map(calls, value.removeprefix("~").split()))
            allowed = allowed - named if value.startswith("~") else allowed | named
        elif name == "RestrictAddressFamilies":
            families = [int(getattr(socket, each)) for each in value.split()]
    return {
        "calls": sorted(allowed | calls("@default")),
        "families": families,
        "write_execute": ("MemoryDenyWriteExecute", "yes") not in options,
        "namespaces": ("RestrictNamespaces", "yes") not in options,
    }


class Filter:
    """A filter of system calls: those with a rule are treated so, all others otherwise."""

    def __init__(self, otherwise, ruled):
        self.library = ctypes.CDLL("libseccomp.so.2")
        self.library.seccomp_init.restype = ctypes.c_void_p
        self.context, self.ruled = ctypes.c_void_p(self.library.seccomp_init(otherwise)), ruled

    def rule(self, name, *comparisons):
        number = self.library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:  # this machine has it
            given = (Comparison * len(comparisons))(*comparisons)
            done = self.library.seccomp_rule_add_array(self.context, self.ruled, number, len(comparisons), given)
            assert done == 0, (name, done)

    def load(self):
        assert self.library.seccomp_load(self.context) == 0


def hold(rules):
    """Holds this process, and all that it starts, to the rules."""
    filters = [allowed := Filter(REFUSE | errno.EPERM, ALLOW)]
    for name in {*rules["calls"], "seccomp", "prctl"}:  # for the filters to come
        allowed.rule(name)
    filters.append(families := Filter(ALLOW, REFUSE | errno.EAFNOSUPPORT))
    for family in {*range(FAMILIES)} - {*rules["families"]}:
        families.rule("socket", Comparison(0, EQUAL, family))
    if not rules["write_execute"]:
        filters.append(memory := Filter(ALLOW, REFUSE | errno.EPERM))
        memory.rule("mmap", Comparison(2, MASKED, WRITE | EXECUTE, WRITE | EXECUTE))
        for name in ("mprotect", "pkey_mprotect"):
            memory.rule(name, Comparison(2, MASKED, EXECUTE, EXECUTE))
        memory.rule("shmat", Comparison(2, MASKED, SHARED_EXECUTE, SHARED_EXECUTE))
    if not rules["namespaces"]:
        filters.append(newer := Filter(ALLOW, REFUSE | errno.ENOSYS))
        newer.rule("clone3")
        filters.append(spaces := Filter(ALLOW, REFUSE | errno.EPERM))
        spaces.rule("setns")
        for flag in NAMESPACES:
            spaces.rule("unshare", Comparison(0, MASKED, flag, flag))
            spaces.rule("clone", Comparison(0, MASKED, flag, flag))
    for each in filters:
        each.load()


if __name__ == "__main__":
    with open(sys.argv[1]) as file:  # noqa: PTH123  (started a second earlier without it)
        hold(json.load(file))
    os.execvp(sys.argv[2], sys.argv[2:])
