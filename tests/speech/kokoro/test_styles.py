"""The shipped styles, mixes of them, and what is none."""

import numpy as np
import pytest

from service.errors import ConfigError
from service.speech.kokoro import styles
from service.speech.kokoro.requests import LONGEST
from tests.support.paths import VOICES
from tests.support.tables import every_row

SHIPPED = (VOICES / "styles",)
NAMES = sorted(path.stem for path in SHIPPED[0].glob("*.npy"))


@every_row("name", NAMES)
def test_a_shipped_style_has_a_row_for_every_length(name):
    rows = np.array(styles.load(name, SHIPPED).rows)
    assert rows.shape == (LONGEST, styles.WIDTH)
    assert np.isfinite(rows).all()
    assert np.abs(np.diff(rows, axis=0)).max() < np.abs(rows).max()  # neighbours are alike


def test_each_style_is_another():
    assert len({styles.load(name, SHIPPED).fingerprint for name in NAMES}) == len(NAMES) == 4


def test_a_mix_lies_between_the_two(tmp_path):
    np.save(tmp_path / "low.npy", np.zeros((3, 256), np.float16))
    np.save(tmp_path / "high.npy", np.ones((2, 256), np.float16))
    mixed = styles.load("high 0.25 low", (tmp_path,))
    assert np.array(mixed.rows).tolist() == [[0.25] * 256] * 2  # as long as the shorter
    assert mixed.fingerprint != styles.load("high 0.5 low", (tmp_path,)).fingerprint


def test_the_first_folder_counts(tmp_path):
    np.save(tmp_path / f"{NAMES[0]}.npy", np.ones((1, 256), np.float16))
    assert styles.load(NAMES[0], (tmp_path, *SHIPPED)).rows == ((1.0,) * 256,)


@every_row("setting", ["", "../x", "zf_xiaobei 2 zm_yunxi", "zf_xiaobei 0.5", "a 0.5 b 0.5 c"])
def test_what_is_no_style_is_told_how_it_is_written(setting):
    with pytest.raises(ConfigError, match="style"):
        styles.load(setting, SHIPPED)


def test_an_unknown_style_is_named_with_those_that_there_are():
    with pytest.raises(ConfigError, match=r"'nobody'.*zf_xiaobei, zf_xiaoxiao"):
        styles.load("nobody", SHIPPED)


def test_a_file_that_is_none_is_named(tmp_path):
    (tmp_path / "broken.npy").write_bytes(b"no numbers")
    np.save(tmp_path / "flat.npy", np.zeros(7))
    for name in ("broken", "flat"):
        with pytest.raises(ConfigError, match=rf"{name}\.npy"):
            styles.load(name, (tmp_path,))
