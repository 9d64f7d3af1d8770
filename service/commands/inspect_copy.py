"""`tingbao inspect copy`: what was understood of the copy that was sent in for a show's next programme."""

from __future__ import annotations

import datetime as dt
import json as jsonlib
from pathlib import Path

from service import sources
from service.commands.terminal import print_json, print_line, run_progress
from service.core import json_codec
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import UsageError
from service.pipeline.editor_rules import EditorRulesFile
from service.runs.copy_report import CopyReport, ReportedArticle, ReportedCopy, ReportedRepair
from service.runs.sent_copy import SentCopy, SentFile
from service.settings import Settings
from service.settings import load as load_settings
from service.sources import article_mends
from service.storage.disk_cache import DiskCache


def run(show: str | None, *, as_json: bool, config: Path | None) -> None:
    """Carry the command out."""
    settings = load_settings(config)
    wanted = settings.pick_show(show)
    copy = SentCopy(settings, wanted, dt.datetime.now(dt.UTC))
    with run_progress(quiet=as_json):
        found = tuple(_read(settings, wanted, copy, each) for each in copy.list())
    report = CopyReport(wanted.slug, copy.date.isoformat(), found)
    if as_json:
        print_json(jsonlib.loads(json_codec.dump(report)))
        return
    print_line(f"{copy.folder}")
    for each in found:
        print_line(_("{name}  {bytes:,} bytes", name=each.name, bytes=each.bytes))
        for article in each.articles:
            print_line(
                _(
                    "    {title}  {count} paragraphs, {repairs} repairs",
                    title=article.title,
                    count=len(article.paragraphs),
                    repairs=len(article.repairs),
                )
            )
        if each.without_place:
            print_line(_("    mended, and not found any more: {without_place}", without_place=each.without_place))
        for text in each.skipped:
            print_line(_("    not read: {text}", text=text))


def _read(settings: Settings, show: ShowSettings, copy: SentCopy, file: SentFile) -> ReportedCopy:
    path = str(copy.folder / file.name)
    skipped: tuple[str, ...] = ()
    articles: tuple[ReportedArticle, ...] = ()
    lost = 0
    try:
        gathered = sources.gather(
            [path],
            now=dt.datetime.now(dt.UTC),
            day=copy.date,
            corrections=EditorRulesFile(settings.state, show.slug).usable()[0].all_corrections(show),
            columns=dict(show.columns),
            cache=DiskCache(settings.state / "clips"),
        )
        lost = sum(gathered.unmended.values())
        skipped = tuple(each.told.replace(f"{copy.folder}/", "") for each in gathered.skipped)
        articles = tuple(
            ReportedArticle(
                each.title,
                each.kicker,
                each.paragraphs,
                tuple(ReportedRepair(edit.what, edit.why, edit.before) for edit in each.edits),
                each.damaged,
            )
            for each in gathered.articles
        )
    except UsageError as error:  # taken back meanwhile
        skipped = (str(error),)
    return ReportedCopy(file.name, file.bytes, articles, skipped, len(article_mends.read(path).mends), lost)
