"""Reads a Dockerfile: its stages, and what each instruction says."""

import json
import re
import shlex
from dataclasses import dataclass, field


@dataclass
class Stage:
    image: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)
    """Instruction and argument, in order."""

    def all(self, instruction):
        return [argument for word, argument in self.steps if word == instruction]

    def last(self, instruction):
        return self.all(instruction)[-1]

    @property
    def environment(self):
        return dict(word.split("=", 1) for line in self.all("ENV") for word in shlex.split(line))


def parse(text):
    """The stages in order."""
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    stages = []
    for line in filter(str.strip, text.splitlines()):
        word, argument = line.split(None, 1)
        if word == "FROM":
            image, _, name = argument.partition(" AS ")
            stages.append(Stage(image, name))
        else:
            stages[-1].steps.append((word, argument))
    return stages


def words(argument):
    """The words of an exec form (`["a", "b"]`), or those of a COPY."""
    return json.loads(argument) if argument.startswith("[") else argument.split()


def ignored(patterns, path):
    """Whether `.dockerignore` keeps a path out: the last pattern that fits it, or a folder it is in, decides."""
    out = False
    for pattern in patterns:
        bare = pattern.removeprefix("!").rstrip("/")
        form = re.escape(bare).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
        if re.fullmatch(f"{form}(?:/.*)?", path):
            out = not pattern.startswith("!")
    return out
