"""What is wrong with what a show has published, and its mending from what still stands.

The manifests are the truth: catalogue, pages, texts and feed are made again from them and compared with what stands.
Nothing that cannot be made again is ever deleted; an episode without whole audio is taken out of the feed and keeps its
manifest, and comes back when its audio does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.errors import PublishError
from service.model import Episode, Show
from service.publishing import catalogue as catalogues
from service.publishing import items, places, publish
from service.publishing.catalogue import Catalogue
from service.publishing.rehearsal import Rehearsal
from service.publishing.storage import Storage


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found wrong."""

    place: str
    """The file or folder, as a person would look for it."""
    problem: str
    mending: str = ""
    """What `perform` does about it; empty: a person must do what `problem` says."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found, and what is to be done."""

    faults: tuple[Fault, ...]
    rehearsal: Rehearsal
    """Holds the changes; its `perform` makes them."""


def survey(storage: Storage, show: Show) -> Survey:
    """Look at everything that the show has published; nothing is touched.

    Reads every audio file. Raises PublishError where the storage fails.
    """
    rehearsal = Rehearsal(storage)
    found = _Found(rehearsal, show)
    if not found.folders and not storage.versions(show.path):
        return Survey((), rehearsal)
    try:
        stands = catalogues.read(storage, show)
        trouble = "" if stands else "is lost"
    except catalogues.DamagedCatalogue:
        stands, trouble = None, "is damaged"
    try:
        catalogue = catalogues.load(storage, show)
    except PublishError as error:
        return Survey((Fault(storage.place(places.key(show, places.CATALOGUE)), str(error)),), rehearsal)
    faults = []
    if trouble:
        place = storage.place(places.key(show, places.CATALOGUE))
        faults.append(Fault(place, f"The show's catalogue {trouble}.", "made again from the manifests and the feed"))
    for id_ in sorted({*catalogue.ids, *found.folders}):
        catalogue, more = found.episode(catalogue, id_)
        faults += more
    for key in storage.leftovers(show.path):
        rehearsal.delete(key)
        faults.append(Fault(storage.place(key), "A run that was cut off left this half written.", "removed"))
    deleted = set(rehearsal.changes)
    same_look = publish.rebuild(rehearsal, show, catalogue).look == catalogue.look
    for key, data in rehearsal.changes.items():
        if key in deleted or (trouble and key.endswith(places.CATALOGUE)):
            continue
        if data is None:
            faults.append(Fault(storage.place(key), "Nothing names this any more.", "removed"))
        elif not storage.exists(key):
            faults.append(Fault(storage.place(key), "This is missing.", "made again"))
        elif same_look:
            faults.append(Fault(storage.place(key), "This is not what the manifests say.", "made again"))
    return Survey(tuple(faults), rehearsal)


class _Found:
    """The episodes' folders as they stand."""

    def __init__(self, storage: Rehearsal, show: Show) -> None:
        self._storage, self._show = storage, show
        self.folders: dict[str, list[str]] = {}
        root = places.key(show, "episodes")
        for key in storage.list(root):
            self.folders.setdefault(key.removeprefix(f"{root}/").split("/")[0], []).append(key)
        self._told = items.find(storage, show)

    def episode(self, catalogue: Catalogue, id_: str) -> tuple[Catalogue, list[Fault]]:
        """The catalogue with that episode in it or not, as is right, and what is wrong with the episode."""
        manifest = places.episode_key(self._show, id_, places.MANIFEST)
        place, named = self._storage.place(manifest), id_ in catalogue.ids
        if not named and any(item.key == manifest for item in catalogue.retired):
            return catalogue, []  # its removal was cut off: what is left of it is swept
        known = catalogues.intact(self._storage, self._show, id_)
        episode = known or (self._told[id_].episode if id_ in self._told and named else None)
        mend = f"make the episode again, or `tingbao episodes remove {id_}`"
        faults = list(self._stray(catalogue, known)) if known else []
        kept, whole = manifest in self.folders.get(id_, ()), episode and self._is_whole(episode)
        if episode and kept and not whole:
            audio = self._storage.place(places.episode_key(self._show, id_, episode.mp3))
            out = "taken out of the feed" if named else "not in the feed"
            problem = (
                f"The audio is lost or damaged and the episode is {out}: put it back, then `tingbao check --repair`;"
                f" or {mend}."
            )
            return catalogue.without(id_), [*faults, Fault(audio, problem)]
        if known and not named:
            missing = Fault(place, "The episode is whole, but not in the feed.", "put into it")
            return catalogue.adding(id_), [*faults, missing]
        if known:
            return catalogue, faults
        if kept or whole:
            state = "damaged" if kept else "lost"
            stays = "stays in the feed as it stands" if episode else "is not in the feed"
            problem = f"The manifest is {state}; the episode {stays}: put back a copy, {mend}."
            return catalogue, [Fault(place, problem)]
        for key in self.folders.get(id_, ()):
            self._storage.delete(key)
        folder = self._storage.place(places.key(self._show, "episodes", id_))
        left = "Nothing names this folder, and it holds no manifest: a run was cut off."
        if named:
            left = "Manifest and audio of this episode are lost or damaged: without copies of both it cannot be aired."
        return catalogue.without(id_), [Fault(folder, left, "removed")]

    def _is_whole(self, episode: Episode) -> bool:
        digest = self._storage.digest(places.episode_key(self._show, episode.id, episode.mp3)) or ""
        return digest[:8] == episode.mp3.removesuffix(".mp3")[-8:]

    def _stray(self, catalogue: Catalogue, episode: Episode) -> Iterator[Fault]:
        """Audio that is neither the episode's nor on its way out."""
        named = {places.episode_key(self._show, episode.id, episode.mp3), *(item.key for item in catalogue.retired)}
        for key in self.folders.get(episode.id, ()):
            if key.endswith(".mp3") and key not in named:
                self._storage.delete(key)
                yield Fault(self._storage.place(key), "Nothing names this audio: a run was cut off.", "removed")
