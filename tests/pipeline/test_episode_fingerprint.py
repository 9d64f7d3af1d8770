"""The fingerprint of an episode."""

import dataclasses
import os

import pytest

from service.errors import ConfigError
from service.model import Article
from service.pipeline.episode_fingerprint import fingerprint_of


def articles(title="水厂完工", text="水厂昨天完工。"):
    return (Article("page.md", title, (text,)),)


def test_the_fingerprint_changes_with_what_the_episode_depends_on_and_with_nothing_else(spec_of):
    spec = spec_of()
    before = fingerprint_of(spec, articles())
    assert fingerprint_of(spec_of(), articles()) == before
    assert fingerprint_of(dataclasses.replace(spec, force=True), articles()) == before
    moved = dataclasses.replace(spec.show, base_url="https://elsewhere.example")
    assert fingerprint_of(dataclasses.replace(spec, show=moved), articles()) == before
    others = [
        fingerprint_of(spec, articles(text="水厂今天完工。")),
        fingerprint_of(dataclasses.replace(spec, length=spec.length + 1), articles()),
        fingerprint_of(dataclasses.replace(spec, casts=spec.casts[:0]), articles()),
    ]
    assert len({before, *others}) == 4


def test_a_pipe_among_the_users_voices_is_named(spec_of, tmp_path):
    spec = spec_of()
    (tmp_path / "voices").mkdir()
    os.mkfifo(tmp_path / "voices" / "lexicon.toml")
    with pytest.raises(ConfigError, match=r"lexicon\.toml: this is a device or a pipe"):
        fingerprint_of(spec, articles())
