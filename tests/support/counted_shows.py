"""Two shows with published episodes, whose downloads are counted."""

from service import settings
from service.publishing.publish import publish
from service.storage.storage import open_storage
from tests.support.publishing_samples import episode, mp3, programme
from tests.support.synthetic_access import Sound

CONFIG = """
[service]
base_url = "https://radio.example.org/pods"

[[show]]
slug = "daily"

[[show]]
slug = "evening"
path = "k3Jd9sLq0PzX"
"""


def publish_shows(folder):
    """Publish three episodes in the folder."""
    (folder / "tingbao.toml").write_text(CONFIG, "utf-8")
    found = settings.load(folder / "tingbao.toml")
    storage = open_storage(found.destination)
    for show, number in (("daily", 1), ("daily", 2), ("evening", 1)):
        made = episode(number, show=show, segments=programme())
        publish(storage, found.publication(found.pick_show(show)), made, mp3(330, made.seconds))
    return folder


def settings_with_state(folder, state):
    """Return the settings of a published folder, with a state folder apart."""
    found = settings.load(folder / "tingbao.toml")
    return found.model_copy(update={"service": found.service.model_copy(update={"state": str(state)})})


def sounds_of(found):
    """Return the audio files that are published by these settings."""
    storage, sounds = open_storage(found.destination), []
    for show in found.publications:
        for key in storage.list(f"{show.path}/episodes"):
            if key.endswith(".mp3"):
                seconds = episode(1, segments=programme()).seconds
                sounds.append(Sound(show.slug, f"/pods/{key}", key.split("/")[2], len(storage.read(key)), seconds))
    assert len(sounds) == 3
    return sounds
