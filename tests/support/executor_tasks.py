"""What the tests have executors do."""

import os
import time
from pathlib import Path

from service.errors import EngineUnavailable


def square(value):
    return value * value


def wait(seconds):
    time.sleep(seconds)
    return os.getpid()


def mark(path):
    """Notes in a file that it was called; as long as the file `hold` beside it is there it does not return."""
    path = Path(path)
    with path.open("a") as file:
        file.write(f"{os.getpid()}\n")
    while (path.parent / "hold").exists():
        time.sleep(0.02)
    return path.name


def refuse(value):
    if value == 3:
        raise EngineUnavailable("no 3 here")
    return value


def wait_a_second_a_clip(batch):
    """A batch of clips (see `service.speech.spread`) as by a voice that does nothing but wait."""
    _, requests = batch
    for _ in requests:
        time.sleep(1)
    return [(place, b"nothing") for place in range(len(requests))]
