"""Runs the real command line again and again, each time in a fresh process: `python stage.py`.

Reads an order a line on stdin (JSON: cwd, words, at, peril, small, bucket), writes an outcome a line on stdout
(JSON: code, out, err, acts, spoken). Each order is carried out in a fork of this process, which has no threads and has
loaded what earlier orders needed, but done nothing with it: that saves the second that loading takes.
"""

import contextlib
import importlib
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

from tests.support.perils import Perils


def main():
    for line in sys.stdin:
        sys.stdout.write(json.dumps(in_a_child(json.loads(line))) + "\n")
        sys.stdout.flush()


def in_a_child(order):
    with tempfile.TemporaryFile() as report, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            code = 70
            try:
                sys.stdin = Path(os.devnull).open()  # noqa: SIM115  (this process has read from the other)
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                code = run(report, **order)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        told = [_whole(stream) for stream in (out, err, report)]
    done = json.loads(told[2]) if told[2] else {"acts": None, "spoken": None, "modules": []}
    for name in done.pop("modules"):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    return {"code": code, "out": told[0], "err": told[1], **done}


def _whole(stream):
    stream.seek(0)
    return stream.read().decode()


def run(report, cwd, words, at=None, peril="kill", small=False, bucket=None):
    from service import cli
    from service.publishing import show_index
    from service.speech.engines.espeak import Espeak
    from service.storage import s3, shared_cache

    os.chdir(cwd)
    if small:  # archive pages of one episode, the first with the third episode
        show_index.FEED_EPISODES, show_index.ARCHIVE_PAGE_EPISODES = 2, 1
    if bucket:  # what leads to it, and how long a request and all its tries may take
        os.environ.update(bucket["environment"], AWS_SDK_UA_APP_ID=str(os.getpid()))
        s3.S3Storage.__init__.__defaults__ = tuple(bucket["patience"])
        shared_cache.REQUEST_TIMEOUT = bucket["patience"][0]
    spoken, speak = [], Espeak.speak

    def counted(self, requests):
        spoken.extend(self.key(request) for request in requests)
        return speak(self, requests)

    Espeak.speak = counted  # type: ignore[method-assign]
    perils = Perils(Path(cwd), at, peril)
    sys.argv = ["tingbao", *words]
    code = 0
    try:
        cli.main()
    except SystemExit as stop:
        code = int(stop.code or 0)
    modules = [name for name in sys.modules if name != "__main__"]
    os.write(report.fileno(), json.dumps({"acts": perils.acts, "spoken": spoken, "modules": modules}).encode())
    return code


if __name__ == "__main__":
    main()
