"""A draft that was changed, and its episode made anew: what its editor did goes on behind the new programme."""

import datetime as dt
import functools
from dataclasses import replace

import pytest

from service import settings
from service.core import json_codec
from service.editing import corrected_text
from service.editing.programme_draft import Change, Verb
from service.errors import UsageError
from service.model import Edit
from service.pipeline import draft_carry
from service.pipeline.draft_carry import CAME_LATER, CarriedDraft
from service.pipeline.draft_desk import DraftDesk, DraftMaterialFile
from service.pipeline.pending_episodes import PendingEpisodes
from service.pipeline.show_publisher import ShowPublisher
from service.storage.local_folder import FolderStorage
from tests.support.made_episode import HELD, HELD_ID

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)
LATE = """云雁大桥提前一个月通车

本报讯（记者 田雨）3月20日上午，横跨云湖的云雁大桥正式通车，比原定工期提前了一个月。大桥全长3218米，双向六车道。

大桥通车后，云湖两岸的车程由40分钟缩短到6分钟。市公交公司同日开通两条过桥线路，每天发车96班，方便两岸居民往来。

市交通运输局局长何远表示，大桥的建设没有占用一亩耕地，施工期间湖区水质一直保持在二类以上。
"""


@pytest.fixture
def desk_in(held_episode, tmp_path):
    """Opens the draft; each time as another program would."""
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return lambda: DraftDesk(found, found.show[0], HELD_ID, NOW)


def changed(desk, verb, target, **more):
    return desk.change(Change(Verb(verb), target, **more), desk.version(), "甲", NOW)


def titles(version):
    return [segment.title for _, segment in version.draft.pairs]


def words(version):
    return [each.written for segment in version.draft.script.segments for each in segment.utterances]


def held_again(desk, mp3, material):
    publisher = ShowPublisher(desk.spec.settings, desk.spec.show_settings, lambda text: None)
    draft_carry.hold_back(publisher, desk.spec, desk.waiting.episode, mp3, material)


@pytest.mark.slow
def test_what_was_changed_stands_and_what_came_can_be_added(tingbao, desk_in, tmp_path):
    desk = desk_in()
    dropped = titles(changed(desk, "drop", "1"))
    said = changed(desk, "say", "opening.1", text="各位早上好。")
    (tmp_path / "seeds" / "late.txt").write_text(LATE, "utf-8")
    assert "--force" in tingbao(*HELD).err  # it is not made anew unasked
    assert tingbao(*HELD, "--force", "--pin", "云雁大桥").code == 0
    anew = desk_in()
    assert anew.waiting.mp3 != desk.waiting.mp3
    newest = anew.version()
    assert (newest.number, titles(newest), words(newest)) == (3, titles(said), words(said))
    assert titles(newest) != titles(anew.version(0))
    assert [each.what for each in anew.versions.changes(newest)] == ["keep", "drop", "say"]
    late = next(at for at, each in enumerate(anew.view(newest).addable, 1) if each.title == "云雁大桥提前一个月通车")
    assert anew.view(newest).addable[late - 1].reason == CAME_LATER
    added = changed(anew, "add", f"{late}")
    assert "云雁大桥提前一个月通车" in titles(added)
    back = anew.version()
    while back.can_undo:
        back = anew.undo(back, "甲", NOW)
    assert (titles(back), words(back)) == (titles(anew.version(0)), words(anew.version(0)))
    assert dropped != titles(back)


def test_who_saves_on_the_draft_before_is_told_and_nothing_of_his_is_kept(desk_in):
    desk = desk_in()
    pending, waiting = PendingEpisodes(desk.spec.settings.state, "daily"), desk.waiting
    mp3 = pending.audio(waiting).read_bytes()
    material = pending.files.read(pending.material_key(waiting))
    pending.put(waiting.episode, mp3 + b"\0", NOW, material)
    with pytest.raises(UsageError, match="made anew"):
        changed(desk, "drop", "1")
    assert desk_in().version().number == 0


def test_what_is_saved_while_the_new_programme_is_written_comes_along_too(desk_in):
    desk = desk_in()
    changed(desk, "drop", "1")
    pending = PendingEpisodes(desk.spec.settings.state, "daily")
    mp3 = pending.audio(desk.waiting).read_bytes()
    material = pending.files.read(pending.material_key(desk.waiting))
    carried = CarriedDraft(desk.pending, desk.waiting, desk.waiting.episode, material)

    def versions(after):
        found = carried.versions(after)
        if not after:  # an editor saves after the versions were read, before the record is written
            changed(desk_in(), "say", "opening.1", text="各位早上好。")
        return found

    pending.put(desk.waiting.episode, mp3 + b"\0", NOW, carried.material(), versions=versions)
    newest = desk_in().version()
    assert newest.number == 3
    assert "各位早上好。" in words(newest)


def test_stories_that_the_new_day_has_not_come_along_and_nothing_stands_twice(desk_in):
    desk = desk_in()
    material = desk.material.stories
    pending = PendingEpisodes(desk.spec.settings.state, "daily")
    kept = json_codec.load(DraftMaterialFile, pending.files.read(pending.material_key(desk.waiting)).decode(), "kept")
    less = json_codec.dump(DraftMaterialFile(kept.stories[1:], kept.others)).encode()
    carried = CarriedDraft(desk.pending, desk.waiting, desk.waiting.episode, less)
    again = json_codec.load(DraftMaterialFile, carried.material().decode(), "again")
    assert (*again.stories, *again.others) == (*kept.stories[1:], *kept.others, kept.stories[0])
    assert carried.versions() == {}  # nobody has changed it
    changed(desk, "pin", "1")
    version = json_codec.load(type(desk.version()), carried.versions()[1].decode(), "version")
    day = (*again.stories, *again.others)
    assert [day[each.story].story.lead.title for each in version.draft.items] == [
        material[each.story].story.lead.title for each in desk.version().draft.items
    ]


def test_a_draft_that_stood_as_it_was_made_is_taken_up_and_told(desk_in):
    desk = desk_in()
    changed(desk, "drop", "1")
    desk.undo(desk.version(), "甲", NOW)
    pending = desk.pending
    material = pending.files.read(pending.material_key(desk.waiting))
    held_again(desk, pending.audio(desk.waiting).read_bytes() + b"\0", material)
    anew = desk_in()
    newest = anew.version()
    assert (newest.number, [each.what for each in anew.versions.changes(newest)]) == (3, ["keep"])
    again = anew.redo(newest, "甲", NOW)
    assert [each.what for each in anew.versions.changes(again)] == ["keep", "drop"]


def test_of_the_same_programme_made_again_the_draft_keeps_its_stories_and_what_came_is_behind_them(desk_in):
    desk = desk_in()
    said = changed(desk, "drop", "1")
    pending, waiting = desk.pending, desk.waiting
    key = pending.material_key(waiting)
    kept = json_codec.load(DraftMaterialFile, pending.files.read(key).decode(), "kept")
    story = kept.stories[0].story
    late = replace(story, articles=(replace(story.lead, title="云雁大桥提前一个月通车"), *story.articles[1:]))
    came = replace(kept.stories[0], story=late)
    material = json_codec.dump(DraftMaterialFile((came, *reversed(kept.stories)), kept.others)).encode()
    held_again(desk, pending.audio(waiting).read_bytes(), material)
    again = desk_in()
    assert again.version() == said
    assert again.stories(again.version().draft) == desk.stories(said.draft)
    assert again.material.stories == (*desk.material.stories, came)


def test_a_draft_is_carried_whose_voices_the_show_has_no_more(desk_in):
    desk = desk_in()
    changed(desk, "drop", "1")
    pending, new = desk.pending, desk.waiting.episode
    mp3 = pending.audio(desk.waiting).read_bytes()
    material = pending.files.read(pending.material_key(desk.waiting))
    record = pending.folder(HELD_ID) / "held.json"
    files = (record, *pending.folder(HELD_ID).glob("*.draft/*.json"))
    for file in files:
        text = file.read_text("utf-8")
        for number, name in enumerate(new.voices):
            text = text.replace(f'"{name}"', f'"espeak-gone-{number}"')
        file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="no voice 'espeak-gone-0'"):
        desk_in()
    held_again(desk, mp3 + b"\0", material)
    anew = desk_in()
    assert {each.voice for each in anew.view(anew.version()).script.segments} <= set(new.voices)
    assert {each.voice for each in anew.material.stories} <= set(new.voices)


@pytest.mark.parametrize("settled", [True, False], ids=["in the draft", "in the pages alone"])
def test_made_anew_with_a_correction_no_told_story_is_left_out_and_no_dropped_one_comes_back(desk_in, settled):
    desk = desk_in()
    word = desk.material.stories[0].story.lead.title[:3]
    right = f"{word}辉"
    dropped = desk.version().draft.items[1].story
    changed(desk, "drop", "2")
    said = changed(desk, "correct", word, text=right) if settled else desk.version()
    material = desk.pending.files.read(desk.pending.material_key(desk.waiting)).decode()
    kept = json_codec.load(DraftMaterialFile, material, "kept")
    right_in = functools.partial(corrected_text.corrected, corrections=[(word, right)])
    new = DraftMaterialFile(right_in(kept.stories), right_in(kept.others))
    edit = Edit("corrected", "line 1", f"your correction: {right} for {word}", word)
    first = new.stories[0].story
    read = replace(first, articles=(replace(first.lead, edits=(*first.lead.edits, edit)), *first.articles[1:]))
    new = replace(new, stories=(replace(new.stories[0], story=read), *new.stories[1:]))
    desk.rules.change(lambda rules: replace(rules, corrections={word: right}))
    held_again(desk_in(), desk.pending.audio(desk.waiting).read_bytes() + b"\0", json_codec.dump(new).encode())
    anew = desk_in()
    draft = anew.version().draft
    assert anew.material.stories == (*new.stories, *new.others)
    assert [item.story for item in draft.items] == [item.story for item in said.draft.items]
    assert draft.dropped == (dropped,)
    assert CAME_LATER not in [each.reason for each in anew.view(anew.version()).addable]
    texts = "".join(words(anew.version()))
    assert f"{right}辉" not in texts


@pytest.mark.parametrize("saved", [True, False])
def test_the_first_change_that_is_saved_while_the_new_programme_is_written_comes_along(desk_in, monkeypatch, saved):
    desk = desk_in()
    kept = desk.pending.files.read(desk.pending.material_key(desk.waiting))
    stories = json_codec.load(DraftMaterialFile, kept.decode(), "kept")
    material = json_codec.dump(replace(stories, stories=stories.stories[1:])).encode()
    write = FolderStorage.write

    def just_before_the_record(folder, key, data, over=None):
        if saved and key.endswith("held.json"):
            monkeypatch.undo()
            changed(desk_in(), "say", "opening.1", text="各位早上好。")
        return write(folder, key, data, over)

    monkeypatch.setattr(FolderStorage, "write", just_before_the_record)
    held_again(desk, desk.pending.audio(desk.waiting).read_bytes() + b"\0", material)
    anew = desk_in()
    newest = anew.version()
    assert (newest.number, "各位早上好。" in words(newest)) == ((2, True) if saved else (0, False))
    lost = desk.material.stories[0].story.lead.title
    assert (lost in [each.story.lead.title for each in anew.material.stories]) is saved
    if saved:
        assert [each.title for each in anew.stories(newest.draft)[0].articles] == [lost]
