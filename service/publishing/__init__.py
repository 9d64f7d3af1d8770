"""Episode to output/: feed, page, transcripts, files."""

from service.publishing.notes import title
from service.publishing.places import episode_url, url
from service.publishing.publish import episodes, find, publish, rebuild, remove
from service.publishing.storage import LocalStorage, Storage

__all__ = ["LocalStorage", "Storage", "episode_url", "episodes", "find", "publish", "rebuild", "remove", "title", "url"]
