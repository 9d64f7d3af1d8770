"""`[[show]]` of `tingbao.toml`: what a show is, what is read for it and who speaks it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from service.core.field_types import (
    ArticleChoice,
    Category,
    Endpoint,
    FolderName,
    Language,
    Length,
    LengthOrWhole,
    Line,
    NonemptyDescription,
    NonemptyLine,
    OwnUrl,
    Pairs,
    PathName,
    ProviderCode,
    Schedule,
    Slug,
    Span,
    SpanBefore,
    Wishes,
    Zone,
)
from service.core.messages import _

ARTICLE_PARTS = ("title", "text", "date", "author", "section", "kicker", "subtitle", "url")
"""What of an article an export may have a column for."""
WordList = tuple[NonemptyLine, ...]


class InterestSettings(BaseModel):
    """`[show.interests]`: what a show wants more of, and what it wants none of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    boost_words: WordList = Field(
        default=(), description="Stories with these words anywhere rise, as for a larger headline"
    )
    boost_sections: WordList = Field(
        default=(), description="The same for these section labels, as the page or feed has"
    )
    boost_sources: WordList = Field(default=(), description="The same for these parts of a path or address: gov.cn")
    mute_words: WordList = Field(default=(), description="Articles with these words in the headline are left out")
    mute_sections: WordList = Field(default=(), description="Articles with these section labels are left out")
    mute_sources: WordList = Field(default=(), description="Articles from these paths or addresses are left out")

    @model_validator(mode="after")
    def _one_way(self) -> InterestSettings:
        for kind in ("words", "sections", "sources"):
            both = set(getattr(self, f"boost_{kind}")) & set(getattr(self, f"mute_{kind}"))
            if both:
                raise ValueError(
                    _(
                        "{both!r} is both in boost_{kind} and in mute_{kind}; keep one of them",
                        both=min(both),
                        kind=kind,
                    )
                )
        return self


class ModelSettings(BaseModel):
    """`[show.llm]`: a language model that rewords the stories. Its key comes from the environment: TINGBAO_LLM_KEY."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: Endpoint = Field(
        default="",
        description="An OpenAI-compatible address with its version: http://127.0.0.1:11434/v1; empty: no model",
    )
    model: Line = Field(default="", description="The model's name at that address")
    tasks: tuple[Literal["choose", "tell", "announce", "join"], ...] = Field(
        default=("choose", "tell", "announce", "join"),
        description="What it does: choose orders the stories, tell rewords them, announce heads those that it tells,"
        " join leads from one to the next",
    )
    prompts: PathName = Field(default="", description="A folder with prompts of your own; what it has not is shipped")
    tokens: int = Field(default=1500, ge=100, le=100_000, description="The most tokens of an answer")
    thinking_tokens: int = Field(
        default=6000, ge=0, le=200_000, description="The most tokens beside them for a model that thinks first"
    )
    questions: int = Field(default=40, ge=1, le=10_000, description="The most questions of a run")
    parallel: int = Field(default=4, ge=1, le=32, description="How many are asked at once")
    seconds: float = Field(default=60.0, gt=0, le=600, description="The longest wait for an answer")
    most_seconds: float = Field(default=300.0, gt=0, le=7200, description="Seconds for all questions of a run together")
    price_in: float = Field(default=0.0, ge=0, le=10_000, description="Price of a million tokens of questions")
    price_out: float = Field(default=0.0, ge=0, le=10_000, description="The same of answers, in the same currency")
    most_a_run: float = Field(default=0.0, ge=0, le=1_000_000, description="What a run may cost; 0: not limited")
    most_a_day: float = Field(
        default=0.0, ge=0, le=1_000_000, description="What all runs of a day (UTC) may cost; 0: not limited"
    )

    @property
    def words(self) -> bool:
        """Whether it words anything that is said: to order the stories is not that."""
        return bool(self.base_url) and self.tasks != ("choose",) and bool(self.tasks)

    @model_validator(mode="after")
    def _both(self) -> ModelSettings:
        if bool(self.model) != bool(self.base_url):
            raise ValueError(_("base_url and model belong together; set both or none"))
        if (self.most_a_run or self.most_a_day) and not (self.price_in or self.price_out):
            raise ValueError(_("most_a_run and most_a_day need price_in and price_out: set the model's prices"))
        return self


class ShowSettings(BaseModel):
    """One `[[show]]`: a feed, what is read for it and who speaks it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Slug = Field(default="tingbao", description="Short ASCII name: folder and file names")
    title: NonemptyLine = Field(default="听报", description="The show's name as listeners see and hear it")
    description: NonemptyDescription = Field(
        default="报纸上的新闻，说给你听。", description="What the show is, in a sentence or two"
    )
    author: NonemptyLine = Field(default="听报编辑部", description="Who makes it")
    email: Line = Field(default="", description="The owner's address, asked for by podcast directories")
    language: Language = Field(default="zh-CN", description="Language tag of the feed")
    category: Category = Field(
        default=("News", "Daily News"), min_length=1, max_length=2, description="Apple's category and subcategory"
    )
    explicit: bool = Field(default=False, description="Whether the content is for adults")
    copyright: Line = Field(default="", description="The copyright line")
    provider_code: ProviderCode = Field(
        default="",
        description="Who makes it, in the mark of each MP3 (GB 45438-2025): 0011, the 18 of the 统一社会信用代码, and"
        " 00000 or 5 of the service's own; empty: the slug",
    )
    cover: PathName = Field(
        default="", description="Your own cover (1400-3000 px square PNG or JPEG); empty: one is drawn"
    )
    xiaoyuzhou: OwnUrl = Field(
        default="",
        description="The show's page on 小宇宙 (https://www.xiaoyuzhoufm.com/podcast/…): its page has a button",
    )
    ximalaya: OwnUrl = Field(default="", description="The same for 喜马拉雅 (https://www.ximalaya.com/album/…)")
    episode_covers: bool = Field(
        default=True, description="Whether each episode has a cover of its own, with its date and its lead"
    )
    opening_sound: PathName = Field(
        default="", description="Your own opening sound (WAV, MP3, OGG or FLAC, up to 15 s); empty: the project's"
    )
    closing_sound: PathName = Field(default="", description="The same for the close")
    news_sound: PathName = Field(
        default="", description="A sound of your own between the headlines and the news (up to 15 s); empty: none"
    )
    stinger_sound: PathName = Field(default="", description="The same for the sound before the briefs")
    ident_sound: PathName = Field(
        default="", description="A recorded voice that says who is heard, behind the opening sound (up to 15 s)"
    )
    bed_sound: PathName = Field(
        default="", description="Music under the opening words and the headlines (up to 60 s, repeated); empty: none"
    )
    length: Length = Field(default=300.0, description="How long an episode lasts: 5m, 90s")
    llm: ModelSettings = Field(
        default=ModelSettings(), description="A language model that rewords the stories; none where base_url is empty"
    )
    engine: Line = Field(default="auto", description="Who speaks: auto or an engine's name")
    voices: tuple[NonemptyLine, ...] = Field(
        default=(), description="The anchors, by voice name; empty: the engine's own pair"
    )
    paid_characters: int = Field(
        default=50_000,
        ge=0,
        le=10_000_000,
        description="The most characters of a run that go to a voice which may charge for them; all are counted",
    )
    listen: bool = Field(
        default=False, description="Whether the service's ear hears each clip while an episode is made"
    )
    sources: tuple[Annotated[PathName, Field(min_length=1)], ...] = Field(
        default=("seeds",), min_length=1, description="Files, folders and addresses to read"
    )
    corrections: Pairs = Field(
        default=(), description="What your pages' scanner gets wrong, and how it should read: {'莲胡'='莲湖'}"
    )
    columns: Pairs = Field(
        default=(), description="What an export's columns are called, where it is unusual: {title='bt', text='nr'}"
    )
    source_names: Pairs = Field(
        default=(),
        description="What listeners see as a source, by a part of its path or address: {'A01'='A01 要闻'};"
        " else the page's head says it",
    )
    mark_read: bool = Field(
        default=False, description="Whether what an episode tells is marked read in the reading lists among its sources"
    )
    articles: ArticleChoice = Field(
        default=False,
        description="Whether each article has its own audio too: true; picks: those that the programme tells",
    )
    articles_length: LengthOrWhole = Field(
        default=0.0, description="How long the audio of an article is at the most; 0m: each is told whole"
    )
    schedule: Schedule = Field(default="30 6 * * *", description="When it is due: 每天 6:30, or as cron writes it")
    timezone: Zone = Field(default="", description="The time zone of its dates and its schedule; empty: the service's")
    deadline: Span = Field(default=10_800.0, description="How long after it was due a run that fails is tried again")
    approve: bool = Field(default=False, description="Whether an episode waits until somebody approves it")
    draft_before: SpanBefore = Field(
        default=0.0,
        description="How long before its time an episode is made, as its editor's draft; 0m: at its time",
    )
    approve_within: Span = Field(
        default=43_200.0, description="How long it waits; what is made before its time waits at least until then"
    )
    approve_otherwise: Literal["publish", "drop"] = Field(
        default="drop", description="What becomes of it when nobody has approved it by then: publish or drop"
    )
    phrases: PathName = Field(default="", description="Your own file of phrases for opening, bridges and close")
    keep: int = Field(default=0, ge=0, description="How many episodes stay published, the newest; 0: all")
    op3: bool = Field(
        default=False,
        description="Whether apps ask for the audio by way of https://op3.dev, which counts it and shows everybody",
    )
    path: FolderName = Field(
        default="",
        description="Folder below output/; `tingbao shows move` brings along what is published; empty: the slug",
    )
    comment: Literal["no", "one", "yes"] = Field(
        default="one", description="Whether comment and essays may be told, behind the news: no, one or yes"
    )
    genres: tuple[Literal["document", "portrait", "caption", "notice", "advertisement", "table", "verse"], ...] = Field(
        default=(), description="Other genres that are told though they are no news: portrait, verse"
    )
    lead: Wishes = Field(
        default=(), description="What leads: words of its headline, with a last day or not: 大桥 until 2026-05-31"
    )
    pin: Wishes = Field(default=(), description="The same for what is told right behind the lead")
    drop: Wishes = Field(default=(), description="The same for what is not told")
    names_first: WordList = Field(
        default=(), description="Names or offices whose news comes first, in this order: 市委书记, 市长"
    )
    interests: InterestSettings = Field(
        default=InterestSettings(), description="What the show wants more of, and what it wants none of"
    )

    @field_validator("columns")
    @classmethod
    def _known_parts(cls, columns: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        for part, __ in columns:
            if part not in ARTICLE_PARTS:
                raise ValueError(
                    _(
                        "an article has no {part!r}; name columns for {parts}",
                        part=part,
                        parts=ARTICLE_PARTS,
                    )
                )
        return columns

    @field_validator("draft_before")
    @classmethod
    def _waits(cls, draft_before: float, others: ValidationInfo) -> float:
        if draft_before and not others.data.get("approve", True):  # not there: it is wrong itself
            raise ValueError(_("draft_before needs approve = true: else an episode is published when it is made"))
        return draft_before

    @property
    def sounds(self) -> dict[str, str]:
        """The files of its own sounds, where it has one: opening, closing, news, stinger, ident, bed."""
        files = {
            "opening": self.opening_sound,
            "closing": self.closing_sound,
            "news": self.news_sound,
            "stinger": self.stinger_sound,
            "ident": self.ident_sound,
            "bed": self.bed_sound,
        }
        return {name: path for name, path in files.items() if path}
