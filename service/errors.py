"""What can go wrong, as one tree.

    TingbaoError            (exit 1: nothing published; what is published is whole)
    ├── UsageError          (exit 2: bad usage or configuration; a person must change something)
    │   └── ConfigError
    ├── NothingToBrief      (exit 3: no article to speak of)
    ├── Locked              (exit 4: another run of that show holds the lock)
    ├── SourceError         an input could not be read; the run goes on without it
    ├── SpeechError         an engine could not speak
    │   ├── EngineUnavailable   it cannot speak at all: try the next engine
    │   └── BadClip             it answered, with audio that fails a check
    ├── OutdatedDraft       somebody has saved a newer version of the draft
    ├── OutdatedItems       somebody has changed the show's standing items
    ├── TimeLimit           the run took longer than it may
    ├── AudioError          the sound could not be made, or fails a check
    └── PublishError        the files could not be written
        ├── Conflict            another publisher has written them meanwhile
        └── Unreadable          one published file is not to be read, though it is there

The message is one clear sentence: what is wrong, where, what to do. Vendors' errors are translated
into these in the one file that talks to the vendor.
"""

from __future__ import annotations

from service.core.messages import _


class TingbaoError(Exception):
    """Anything that ends a run or a part of it, said in one sentence."""

    exit_code = 1
    told = False
    """Whether stdout has told it already, or cannot be written: with `--json` nothing is added there."""


class UsageError(TingbaoError):
    """The command or the configuration asks for something that cannot be."""

    exit_code = 2


class ConfigError(UsageError):
    """`tingbao.toml`, a voice file or the environment holds something unusable."""


class NothingToBrief(TingbaoError):
    """There is no article (or no new one) to make an episode of."""

    exit_code = 3


class Locked(TingbaoError):
    """Another run of the same show is at work."""

    exit_code = 4


class SourceError(TingbaoError):
    """One input could not be read."""


class SpeechError(TingbaoError):
    """A text could not be spoken."""


class EngineUnavailable(SpeechError):
    """An engine cannot speak at all just now."""


class BadClip(SpeechError):
    """An engine's answer fails a check: truncated, silent, far too long or too short."""


class OutdatedDraft(TingbaoError):
    """Somebody has saved a newer version of a draft meanwhile: nothing is saved on an old one."""

    def __init__(self, number: int, newest: int) -> None:
        super().__init__(
            _(
                "The draft has changed meanwhile: this was for version {number}, and the newest is"
                " {newest}. Nothing was saved: look at it again.",
                number=number,
                newest=newest,
            )
        )
        self.newest = newest


class OutdatedItems(TingbaoError):
    """Somebody has changed the standing items of a show meanwhile: nothing is saved on an old list."""

    def __init__(self) -> None:
        super().__init__(_("The standing items have changed meanwhile: look at them again. Nothing was saved."))


class TimeLimit(TingbaoError):
    """The run took longer than it may."""


class AudioError(TingbaoError):
    """The programme's sound could not be made or fails a check."""


class PublishError(TingbaoError):
    """What is to be published could not be written."""


class Conflict(PublishError):
    """A file is no longer what it was when this run looked at it: another publisher was faster."""


class Unreadable(PublishError):
    """One published file may not be read, while others may."""
