"""`tingbao voices add`: try a model in a process of its own, then make it a voice."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from service.core.messages import _
from service.errors import BadClip, ConfigError, EngineUnavailable
from service.speech import voice_profiles
from service.speech.clip_checks import trimmed
from service.speech.engines import SpeechRequest
from service.speech.engines.sherpa import Sherpa
from service.speech.sherpa.model_folder import find_model

TRIAL_SENTENCES = ("今天的新闻。", "今天，各地天气都很好，新闻说完了。")
"""Spoken to try a model. The difference of their lengths gives its pace, without the silence at both ends."""


def register(folder: Path, into: Path, anchor: str = "") -> voice_profiles.Voice:
    """Copy a model folder to `into/models/` and write the voice file `into/<name>.toml`.

    `anchor` is the name that listeners see (the folder's name if empty). Nothing is written unless the model speaks.
    Raise ConfigError where the folder is no model or the name is taken, EngineUnavailable where the model ends the
    process that loads it, BadClip where it says nothing.
    """
    folder = folder.resolve()
    find_model(folder)
    name = re.sub(r"[^\w.-]+", "-", folder.name)
    path, home = into / f"{name}.toml", into / "models" / name
    if path.exists():
        raise ConfigError(_("{path} exists already; remove it to register the model anew.", path=path))
    if home.exists() and home.resolve() != folder:
        raise ConfigError(_("{home} exists already; rename {folder} or remove it.", home=home, folder=folder.name))
    pace = _pace(folder)
    home.parent.mkdir(parents=True, exist_ok=True)
    if not home.exists():
        with tempfile.TemporaryDirectory(dir=home.parent) as scratch:
            shutil.copytree(folder, Path(scratch) / name)
            (Path(scratch) / name).rename(home)
    handle, temporary = tempfile.mkstemp(dir=into, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(f'engine = "sherpa"\nspeaker = {_quoted(anchor or name)}\nlanguage = "zh-CN"\npace = {pace:.1f}\n\n')
        out.write(f"[settings]\nmodel = {_quoted(name)}\nspeaker = 0\nspeed = 1.0\n")
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)
    return voice_profiles.read(path)


def _pace(folder: Path) -> float:
    """Return the characters a second that the model speaks. Raise BadClip where it does not speak."""
    import numpy as np

    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "models").mkdir()
        (Path(scratch) / "models" / "tried").symlink_to(folder)
        voice = voice_profiles.Voice(
            "tried", "sherpa", "", settings=(("model", "tried"),), origin=f"{scratch}/tried.toml"
        )
        engine = Sherpa()
        requests = [SpeechRequest(engine.render(text, [None] * len(text), voice), voice) for text in TRIAL_SENTENCES]
        try:
            raws = dict(engine.speak(requests))
        except EngineUnavailable as fault:
            engine.available()
            raise EngineUnavailable(
                _("{folder}: sherpa-onnx cannot load this model. {fault}", folder=folder, fault=fault)
            ) from None
    seconds = []
    for index in range(len(TRIAL_SENTENCES)):
        if not raws[index]:
            raise BadClip(_("{folder}: the model loads but says nothing in Chinese.", folder=folder))
        pcm, rate = engine.decode(raws[index])
        seconds.append(len(trimmed(np.frombuffer(pcm, "<i2"), rate)) / rate)
    characters = [sum(character.isalnum() for character in text) for text in TRIAL_SENTENCES]
    pace = (characters[1] - characters[0]) / max(seconds[1] - seconds[0], 0.1)
    return min(max(pace, 1.0), 15.0)


def _quoted(text: str) -> str:
    """Return a TOML basic string."""
    return '"' + "".join(f"\\u{ord(c):04x}" if c in '"\\' or ord(c) < 32 else c for c in text) + '"'
