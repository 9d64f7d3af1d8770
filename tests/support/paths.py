"""Where the checkout and its data are."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
DATA = TESTS / "data"
SEEDS = ROOT / "seeds"
VOICES = ROOT / "voices"
SHARED = ROOT.parent / "shared"
"""Texts that stay out of the repository; not everywhere there."""
