"""Find damage in what a show has published, and repair it from what is whole.

The manifests are the truth: index, pages, texts and feed are made again from them and compared with the published
files. Nothing that cannot be made again is ever deleted. An episode without whole audio is taken out of the feed and
keeps its manifest; it comes back when its audio does. Files are deleted last, once no feed names them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.core.messages import _
from service.errors import PublishError
from service.model import Episode, Show
from service.publishing import feed_items, publish, show_index, urls
from service.publishing.show_index import ObsoleteFile, ShowIndex
from service.storage.staged_storage import StagedStorage
from service.storage.storage import Storage


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing found wrong."""

    location: str
    """The path or address of the file or folder."""
    problem: str
    remedy: str = ""
    """What `apply` does about it; empty: a person must do what `problem` says."""


@dataclass(frozen=True, slots=True)
class RepairPlan:
    """The damage that was found, and the changes that repair it."""

    damages: tuple[Damage, ...]
    staged: StagedStorage
    """Holds the changes; its `apply` makes them."""


def plan_repair(storage: Storage, show: Show) -> RepairPlan:
    """Examine everything that the show has published; change nothing.

    Read every audio file. Raise PublishError where the storage fails.
    """
    staged = StagedStorage(storage, guard=urls.key(show, urls.SHOW_INDEX))
    found = _EpisodeFolders(staged, show)
    if not found.folders and not storage.versions(show.path):
        return RepairPlan((), staged)
    try:
        stands = show_index.read(storage, show)
        trouble = "" if stands else "is lost"
    except show_index.DamagedShowIndex:
        stands, trouble = None, "is damaged"
    try:
        index = show_index.load(storage, show)
    except PublishError as error:
        return RepairPlan((Damage(storage.location(urls.key(show, urls.SHOW_INDEX)), str(error)),), staged)
    faults = []
    if trouble:
        location = storage.location(urls.key(show, urls.SHOW_INDEX))
        faults.append(
            Damage(
                location,
                _("The show's index {trouble}.", trouble=trouble),
                _("made again from the manifests and the feed"),
            )
        )
    for id_ in sorted({*index.ids, *found.folders}):
        index, more = found.episode(index, id_)
        faults += more
    leftovers = storage.leftovers(show.path)
    for key in leftovers:
        faults.append(Damage(storage.location(key), _("A run that was cut off left this half written."), _("removed")))
    same_look = publish.rebuild(staged, show, index).look == index.look
    for key, data in staged.changes.items():
        if trouble and key.endswith(urls.SHOW_INDEX):
            continue
        if data is None:
            faults.append(Damage(storage.location(key), _("Nothing names this any more."), _("removed")))
        elif not storage.exists(key):
            faults.append(Damage(storage.location(key), _("This is missing."), _("made again")))
        elif same_look:
            faults.append(Damage(storage.location(key), _("This is not what the manifests say."), _("made again")))
    found.delete_unnamed(leftovers)
    return RepairPlan(tuple(faults), staged)


class _EpisodeFolders:
    """The episodes' folders as they are published."""

    def __init__(self, storage: StagedStorage, show: Show) -> None:
        self._storage, self._show = storage, show
        self.folders: dict[str, list[str]] = {}
        self.unnamed: list[str] = []
        """The files that nothing will name once the feed is made again."""
        root = urls.key(show, "episodes")
        for key in storage.list(root):
            self.folders.setdefault(key.removeprefix(f"{root}/").split("/")[0], []).append(key)
        self._told = feed_items.read_items(storage, show)

    def episode(self, index: ShowIndex, id_: str) -> tuple[ShowIndex, list[Damage]]:
        """Return the index with or without that episode, as is right, and the damage to the episode."""
        manifest = urls.episode_key(self._show, id_, urls.MANIFEST)
        location, named = self._storage.location(manifest), id_ in index.ids
        if not named and any(item.key == manifest for item in index.retired):
            return index, list(self._stray(index, id_))  # its removal was cut off: the rest of it is swept
        known = show_index.readable_episode(self._storage, self._show, id_)
        episode = known or (self._told[id_].episode if id_ in self._told and named else None)
        faults = []
        if known:
            index = self._retire_live_audio(index, known)
            faults = list(self._stray(index, id_, known.mp3, known.cover))
        kept = manifest in self.folders.get(id_, ())
        whole = episode and publish.has_sound(self._storage, self._show, episode)
        if episode and kept and not whole:
            audio = self._storage.location(urls.episode_key(self._show, id_, episode.mp3))
            out = _("cannot stay in the feed") if named else _("is not in the feed")
            problem = _(
                "The audio is lost or damaged and {kind} {out}: put it back, then `tingbao check --repair`; {mend}.",
                kind=self._kind,
                out=out,
                mend=self._mend(id_, episode),
            )
            return index.without(id_), [*faults, Damage(audio, problem)]
        if known and not named:
            missing = Damage(location, _("The episode is whole, but not in the feed."), _("put into it"))
            return index.adding(id_), [*faults, missing]
        if known:
            return index, faults
        if kept or whole:
            state = _("damaged") if kept else _("lost")
            stays = _("stays in the feed as it stands") if episode else _("is not in the feed")
            problem = _(
                "The manifest is {state}; {kind} {stays}: put back a copy; {mend}.",
                state=state,
                kind=self._kind,
                stays=stays,
                mend=self._mend(id_, episode),
            )
            return index, [Damage(location, problem)]
        self.unnamed += self.folders.get(id_, ())
        folder = self._storage.location(urls.key(self._show, "episodes", id_))
        left = _("Nothing names this folder, and it holds no manifest: a run was cut off.")
        if named:
            left = _(
                "Manifest and audio of {kind} are lost or damaged: without copies it cannot be aired.",
                kind=self._kind,
            )
        return index.without(id_), [Damage(folder, left, _("removed"))]

    def _mend(self, id_: str, episode: Episode | None) -> str:
        """Return what may be done without a copy."""
        source = episode.article.source if episode and episode.article else ""
        again, remove = show_index.remedies(self._storage, self._show, id_, source)
        return _("or {again} makes {kind} again, {remove} drops it", again=again, kind=self._kind, remove=remove)

    @property
    def _kind(self) -> str:
        return _("the article") if self._show.of_articles else _("the episode")

    def delete_unnamed(self, leftovers: list[str]) -> None:
        """Delete what nothing names, after the feed is made again: until then it may name these files."""
        for key in (*self.unnamed, *leftovers):
            self._storage.delete(key)

    def _retire_live_audio(self, index: ShowIndex, episode: Episode) -> ShowIndex:
        """Return the index in which audio that only the published feed names stays for its grace period.

        A run was cut off between the new manifest and the feed: clients hold a feed that names the audio before.
        """
        told = self._told.get(episode.id)
        if told is None or told.episode.mp3 == episode.mp3:
            return index
        key = urls.episode_key(self._show, episode.id, told.episode.mp3)
        if key not in self.folders.get(episode.id, ()) or any(item.key == key for item in index.retired):
            return index
        return replace(index, retired=(*index.retired, ObsoleteFile(key, index.latest)))

    def _stray(self, index: ShowIndex, id_: str, *present: str) -> Iterator[Damage]:
        """Note sounds and covers that are neither the episode's nor about to be deleted."""
        named = {*(urls.episode_key(self._show, id_, name) for name in present), *(item.key for item in index.retired)}
        for key in self.folders.get(id_, ()):
            if key.endswith(urls.MEDIA) and key not in named:
                self.unnamed.append(key)
                yield Damage(
                    self._storage.location(key), _("Nothing names this file: a run was cut off."), _("removed")
                )
