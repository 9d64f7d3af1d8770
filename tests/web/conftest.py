"""A published show, and the real server over it."""

import os
import time

import pytest

from service import settings
from service.publishing import show_directory
from service.publishing.publish import publish
from service.runs.run_records import RunStatus, RunStore
from service.storage.storage import open_storage
from tests.support.publishing_samples import episode, mp3, programme
from tests.support.web_service import Service, seeds


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """Two shows, one of them private, each with an episode and the record of its run, served."""
    found = Service(seeds(tmp_path_factory.mktemp("served")))
    settled = settings.load(found.folder / "tingbao.toml")
    storage = open_storage(settled.destination)
    for show in settled.show:
        made = episode(1, show=show.slug, segments=programme())
        with RunStore(settled.state).recording(show.slug, trigger="schedule", edition=made.id) as recorder:
            recorder.staged("speak", 1.5)
            recorder.count("clips_spoken", 7)
            publish(storage, settled.publication(show), made, mp3(330, made.seconds))
            show_directory.add(storage, [settled.publication(each) for each in settled.show], settled.publication(show))
            recorder.result(status=RunStatus.MADE, exit_code=0, episode=made.id, engine="espeak")
    for path in settled.output.rglob("*"):
        os.utime(path, (time.time() - 60,) * 2)  # long ago, for a file's date
    found.start()
    yield found
    found.stop()
