"""Tables of learnt weights: a feature and its log odds a line."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from service.editing.selection.article_text import Values


def read(name: str) -> Mapping[str, float]:
    """Return the weight (log odds) of each feature of one of this package's tables."""
    lines = resources.files("service.editing.selection").joinpath(name).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def total(weights: Mapping[str, float], features: Values) -> float:
    """Return the sum of the weighted features."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())
