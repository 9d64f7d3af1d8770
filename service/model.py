"""The values that flow: Page -> Article -> Story -> Script -> Clip -> Episode -> Feed.

Frozen dataclasses of the standard library only, so that every stage can import this and nothing else.
Times are seconds (float), texts are str, dates are `datetime.date`; a sequence is a tuple.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

SAMPLE_RATE = 24_000
"""Samples a second of clips, mix and MP3: the rate of edge's answers, to which all other sound is converted."""
MODIFICATION_TIME = "modification time"
"""The rule that dates a page which states no date."""
EDITORS = "editor:"
"""The origin of an item that its editor has brought in: of no article."""
STANDING = "editor:standing"
"""The origin of a standing item of the show's: what its editors want told on its days."""
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""What stands in a text where the source cannot be read for sure."""


@dataclass(frozen=True, slots=True)
class DoubtfulCharacter:
    """A character that was not recognized for sure."""

    passage: str
    """It with those around it, by which it is found again."""
    place: int
    """Its place in the passage."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How well a page was recognized that was a picture."""

    score: float
    """How sure its characters are in the mean, 0 to 1."""
    unowned: float
    """The share of its lines that no headline claims."""
    doubts: tuple[DoubtfulCharacter, ...] = ()
    """Sentences that hold one of them are never read aloud."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one input as it was read, before anything is repaired."""

    source: str
    """The path or URL as it was given."""
    text: str
    published: dt.date | None = None
    dated_by: str = ""
    """The rule that found the date, and what it was found in: `name 20260321`, `text 2026年3月21日`."""
    recognition: Recognition | None = None
    """None: its text was there."""
    section: str = ""
    """The section that its file puts it in; a label on the page goes before."""
    one_of_page: bool = False
    """Whether it is one article of a printed page: it may be a notice. Else one that stands alone is to be told."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair made while reading a page, so that a person can check it."""

    what: str
    """The kind of repair, a short fixed word: joined, moved, dropped, byline, dateline, corrected, ..."""
    where: str
    """The line or paragraph of the page, as a person would look for it: `line 31`."""
    why: str
    """The evidence, one phrase."""
    before: str
    """The text before the repair."""


class Genre(StrEnum):
    """What kind of piece an article is."""

    NEWS = "news"
    BRIEF = "brief"
    FEATURE = "feature"
    INTERVIEW = "interview"
    COMMENT = "comment"
    ESSAY = "essay"
    DOCUMENT = "document"
    """A speech, a law or a list as it was given out."""
    PORTRAIT = "portrait"
    CAPTION = "caption"
    """A picture and its text."""
    NOTICE = "notice"
    ADVERTISEMENT = "advertisement"
    TABLE = "table"
    VERSE = "verse"

    @property
    def is_told(self) -> bool:
        """Whether it can be news that a programme tells."""
        return self not in (Genre.CAPTION, Genre.NOTICE, Genre.ADVERTISEMENT, Genre.TABLE, Genre.VERSE)


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a reading list, as its service knows it."""

    source: str
    """The list's address as it was given."""
    id: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its paper meant it, repaired."""

    source: str
    title: str
    paragraphs: tuple[str, ...]
    kicker: str = ""
    """The line above the headline."""
    subtitle: str = ""
    section: str = ""
    """The section or column label: 聊快评."""
    subheads: tuple[str, ...] = ()
    """Those of the paragraphs that are sub-headlines: shown, and not spoken."""
    genre: Genre = Genre.NEWS
    genre_why: str = ""
    """The evidence for the genre."""
    authors: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    published: dt.date | None = None
    prominence: float = 0.5
    """How high the page placed it, 0 to 1."""
    url: str = ""
    damaged: tuple[str, ...] = ()
    """Sentences that lost their beginning or end, or have a number in doubt, and lines of the headline with a character
    in doubt: they stay where they are and are never read aloud."""
    superseded: tuple[tuple[str, str], ...] = ()
    """Sentences of what has ended by another article of the day, each with that one's title: they are not told."""
    dated_by: str = ""
    """The rule that found `published`, as in Page."""
    published_at: dt.datetime | None = None
    """The instant of publication, with a time zone, where the source states it (feeds and web pages do)."""
    entries: tuple[ListEntry, ...] = ()
    """Those of reading lists that it is from."""
    guid: str = ""
    """What its feed calls it, where it is from one."""
    source_name: str = ""
    """What listeners see as its source: the page as its paper calls it, `A01 要闻`; empty: not known."""
    cut: bool = False
    """Whether its end is left out, because it is longer than is edited."""

    @property
    def stated_date(self) -> dt.date | None:
        """`published` where the source itself states it."""
        return self.published if self.dated_by != MODIFICATION_TIME else None

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something left out, and why: nothing is lost silently."""

    title: str
    reason: str

    @property
    def told(self) -> str:
        """The reason with the title in front, once."""
        return self.reason if self.reason.startswith(self.title) else f"{self.title}: {self.reason}"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """Something that the check on the finished programme found, and what was done about it."""

    title: str
    """The headline of its story; empty for the programme's own words."""
    words: str
    fault: str
    """One phrase: what is wrong with the words."""
    done: str
    """`its sentence was left out`, `its story was left out`, or `kept`."""
    told_as: str = ""
    """The headline as listeners see it, where that is another than the printed one."""


@dataclass(frozen=True, slots=True)
class ModelChange:
    """What a language model has changed against the programme that the rules make of the same day."""

    title: str
    """The headline of its story; empty for the programme's own words."""
    what: str
    """`order`, `depth`, `in`, `out`, `wording` or `bridge`."""
    rules: str
    """What stands in the rules' programme; of a wording, the article's own sentences."""
    model: str
    """What stands there now."""
    why: str = ""
    """The model's reason, where it gives one."""


@dataclass(frozen=True, slots=True)
class Story:
    """One thing that happened, told by one or more articles."""

    articles: tuple[Article, ...]
    """The best telling first; the script is made from it."""
    score: float
    reason: str
    """Why it was picked and stands where it stands."""
    follow_up: bool = False
    """True when an earlier episode had it and there is substantially new text."""
    forecast: bool = False
    """True for the weather forecast: it ends the programme."""
    by_hand: bool = False
    """True where the show's editor put it in its place: nothing moves it."""
    in_brief: bool = False
    """True where it is told in one sentence at the most."""
    at_length: bool = False
    """True where it may be told at greater length, because there is too little to fill the programme."""

    @property
    def lead(self) -> Article:
        """The telling that the script is made from."""
        return self.articles[0]

    @property
    def entries(self) -> tuple[ListEntry, ...]:
        """The entries of reading lists that tell it."""
        return tuple(entry for each in self.articles for entry in each.entries)


@dataclass(frozen=True, slots=True)
class Aired:
    """A story as it was told on air: what is needed to know it again."""

    title: str
    opening: str = ""
    """The first 100 characters of its text; empty in manifests older than 0.1.0."""
    signature: str = ""
    """Its texts' character pairs, figures, persons and sites, each sorted, as `editing.selection` draws them."""
    url: str = ""


class Kind(StrEnum):
    """What a segment is for."""

    OPENING = "opening"
    HEADLINES = "headlines"
    STORY = "story"
    BRIEF = "brief"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class DayWord:
    """A word that names a day (a week, a month, a year), as it is told on the programme's day."""

    was: str
    """As the article has it: 今天（5月10日）."""
    became: str
    """As it is told: 昨天; empty where it is left out."""
    why: str
    """What is meant, and how that is known: `2026-05-10, bracket 今天（5月10日）`."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound of the show's own that is heard in place of a voice."""

    key: str
    """What it is kept under: the hash of its file."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, or a clause run of at most 150 characters: the unit of everything after the edit."""

    written: str
    """What the transcript shows."""
    spoken: str = ""
    """What the voice gets, engine-neutral: numbers and notation in words. Empty until normalized."""
    source: str = ""
    """The sentence of the article that it came from; empty for the programme's own words."""
    pause: float = 0.35
    """Seconds of silence after it."""
    days: tuple[DayWord, ...] = ()
    """The day words in it, told from the programme's day."""
    writer: str = ""
    """The language model that has worded it, or what leads to it: checked. Empty: the article's own, or the
    programme's."""
    recording: Recording | None = None
    """What is heard; None: a voice speaks it."""


class VoiceLine(NamedTuple):
    """One utterance that a voice is to speak."""

    voice: str
    """The voice's name."""
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the programme with one purpose and one voice."""

    kind: Kind
    voice: str
    """The name of the voice that speaks it."""
    utterances: tuple[Utterance, ...]
    title: str = ""
    """The chapter's title; empty: no chapter of its own."""
    origin: str = ""
    """The article's source (path or URL) as given; empty for the programme's own words."""
    url: str = ""
    reason: str = ""
    """Why the story was picked and stands where it stands."""
    shown_title: str = ""
    """The title with its day words told from the programme's day; empty where it has none that change."""
    source_name: str = ""
    """What listeners see as the article's source, as in Article."""

    @property
    def heading(self) -> str:
        """The title as listeners see it."""
        return self.shown_title or self.title

    @property
    def is_editors(self) -> bool:
        """Whether it is an item of its editor's own: an announcement, of no article."""
        return self.origin in (EDITORS, STANDING)

    @property
    def is_recorded(self) -> bool:
        """Whether a sound of the show's own is heard, and no voice."""
        return any(each.recording for each in self.utterances)

    @property
    def is_lead_in(self) -> bool:
        """Whether it only leads to the briefs."""
        return self.kind is Kind.BRIEF and not self.origin


@dataclass(frozen=True, slots=True)
class EditorChange:
    """What an editor has changed in the draft of an episode."""

    what: str
    """`lead`, `move`, `drop`, `add`, `brief`, `full`, `pin`, `unpin`, `say`, `read`, `correct` or `tell`; `keep`: what
    was changed before the episode was made anew; `lost`: what a version had changed whose file is damaged. An editor
    sees `came` and `went` too: a story that the length brought or took."""
    title: str
    """The headline of its story; of the programme's own words what they are: `opening`, `close`; of `read` and
    `correct` the word, of `lost` the version's number."""
    before: str = ""
    """The words that stood there, in a draft alone; of a story that was moved its place, of a word its reading."""
    after: str = ""
    """What stands there now; empty: nothing."""


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that is said, in order: a file that a person can read, edit and feed back."""

    show: str
    date: dt.date
    edition: str
    title: str
    length: float
    """The budget of the whole file, seconds."""
    segments: tuple[Segment, ...]
    skipped: tuple[Skipped, ...] = ()
    short: bool = False
    """True when the material ran out before the budget."""
    checks: tuple[CheckFinding, ...] = ()
    """What the check on the finished programme found."""
    checked: tuple[str, ...] = ()
    """Of a script that goes to an editor: what the program wrote and compared with its articles, each as a digest."""
    told_for: dt.date | None = None
    """Of a script that goes to an editor: the day from which its day words are told."""
    articles: tuple[Article, ...] = ()
    """Of a script that goes to an editor: those that its items are made from, to compare his words with."""
    changes: tuple[ModelChange, ...] = ()
    """Of a script that goes to an editor: what a language model has changed against the rules' programme."""
    readings: dict[str, str] = field(default_factory=dict)
    """How words of this programme are read, beyond all lexicons: `单县` -> `shan4 xian4`."""


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound of one utterance, silence at both ends trimmed."""

    key: str
    """The hash of the exact engine request."""
    pcm: bytes = field(repr=False)
    """16-bit signed little-endian mono samples."""
    rate: int
    """Samples a second."""
    tail: float = 0.0
    """Seconds of silence that the engine left behind it, and that were cut off."""

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.pcm) / 2 / self.rate


@dataclass(frozen=True, slots=True)
class Take:
    """A clip that did not sound right, and what was done about it."""

    voice: str
    """The voice's name."""
    words: str
    """What it was to say."""
    fault: str
    """What was heard instead, a sentence."""
    done: str
    """`spoken again`, `spoken in parts`, `another voice speaks`, or `kept`."""


@dataclass(frozen=True, slots=True)
class Cue:
    """When an utterance is heard, seconds: sums of samples, never an estimate."""

    start: float
    end: float
    segment: int
    """Index into the script's segments."""
    utterance: int
    """Index into that segment's utterances."""
    pauses: tuple[float, ...] = ()
    """When speech goes on after each pause inside it."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the programme that a player can jump to."""

    start: float
    end: float
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """A feed and what listeners see of it."""

    slug: str
    title: str
    description: str
    author: str
    email: str
    language: str
    category: tuple[str, ...]
    """Apple's category, and a subcategory where there is one."""
    explicit: bool
    copyright: str
    base_url: str
    """Where `output/` is served, without a slash at the end."""
    path: str
    """The folder below `output/`: the slug, or an unguessable token for a private show."""
    cover: str = ""
    """The path of the user's own cover; empty: the project draws one."""
    episode_covers: bool = True
    """Whether each episode has a cover of its own."""
    xiaoyuzhou: str = ""
    """The show's page on 小宇宙, where it has one."""
    ximalaya: str = ""
    """The show's page on 喜马拉雅, where it has one."""
    frequency: str = ""
    """How often it comes, as an RFC 5545 recurrence rule (`FREQ=DAILY`); empty: not said."""
    hub: str = ""
    """The WebSub hub that its feeds name; empty: none."""
    of_articles: bool = False
    """Whether each of its episodes is one article, with a player for the article's own page."""
    tells_articles: bool = False
    """Whether its articles are told by themselves too: its page leads to theirs."""
    op3: bool = False
    """Whether the feed has the audio asked for by way of OP3, which counts it in public."""
    provider_code: str = ""
    """Who makes it, as GB 45438-2025 has it in a file's mark; empty: the slug."""

    @property
    def producer(self) -> str:
        """Who makes it, in the marks of its files."""
        return self.provider_code or self.slug

    @property
    def url(self) -> str:
        """The show's page, with a slash at the end."""
        return f"{self.base_url}/{self.path}/"

    @property
    def is_private(self) -> bool:
        """Whether nothing public may name it: its folder is not called by its slug."""
        return self.path.partition("/")[0] != self.slug

    @property
    def articles(self) -> Show:
        """The feed of its articles, each told by itself: in a folder of the show's own."""
        return replace(
            self,
            title=f"{self.title}·听本文",
            path=f"{self.path}/articles",
            frequency="",
            episode_covers=False,
            of_articles=True,
            tells_articles=False,
        )


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """The article that an episode of its own tells: how its page finds the sound."""

    url: str
    """Its own page; empty where it has none."""
    guid: str
    """What its feed calls it; empty where it is from none."""
    source: str
    """The path or address of the source, as given."""
    section: str
    authors: tuple[str, ...]
    programme: str
    """The id of the episode among whose articles it was last: it goes when that goes."""
    whole: bool = True
    """False where it is told in fewer words, or cut."""
    cut: bool = False
    """Whether its beginning alone is told, because it is longer than is edited."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One published programme; its JSON is the manifest, `episode.json`."""

    id: str
    """Date and edition; a folder name."""
    guid: str
    """Minted once, independent of any URL."""
    show: str
    date: dt.date
    edition: str
    published: dt.datetime
    """The due time (with a time zone), never the wall clock."""
    title: str
    seconds: float
    """The file's decoded length."""
    mp3: str
    """The file's name: `<show>-<id>-<hash8>.mp3`."""
    size: int
    """The file's bytes."""
    script: Script
    cues: tuple[Cue, ...]
    """One for each utterance, in order."""
    chapters: tuple[Chapter, ...]
    engine: str
    voices: tuple[str, ...]
    speakers: dict[str, str]
    """Voice name -> the name listeners see."""
    picks: tuple[Skipped, ...]
    """The stories told, each with the reason why it was picked."""
    fingerprint: str
    """The hash of the request that made it: inputs, settings, code version."""
    paces: dict[str, float] = field(default_factory=dict)
    """The pace that was expected of each voice, characters a second: a re-render starts from the same."""
    number: int = 0
    """Its number within its year, minted when it is first published; 0: not yet."""
    aired: tuple[Aired, ...] = ()
    """The stories told, in order, for the history."""
    takes: tuple[Take, ...] = ()
    """The clips that did not sound right when they were first spoken."""
    edits: tuple[EditorChange, ...] = ()
    """What its editor changed before it was published, in order."""
    cover: str = ""
    """The file's name of its own cover, `cover-<hash8>.jpg`; empty: it has none."""

    article: ToldArticle | None = None
    """Of an episode that tells one article."""
