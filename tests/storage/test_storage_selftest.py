"""A place is tried before it is published to: one that does what is asked passes, the others are said."""

import pytest

from service.errors import Conflict, PublishError
from service.storage.storage_selftest import probe
from tests.support.publishing_samples import MemoryStorage


class Forgetful(MemoryStorage):
    """Heeds no condition of a write."""

    def write(self, key, data, over=None):
        return super().write(key, data)


class Refusing(MemoryStorage):
    """Takes every condition for unmet."""

    def write(self, key, data, over=None):
        if over is not None:
            raise Conflict("It was changed.")
        return super().write(key, data)


class Stale(MemoryStorage):
    """Gives what was written first."""

    def read(self, key):
        return b"1"


@pytest.mark.parametrize("conditions", [False, True])
def test_a_place_that_does_what_is_asked_passes_and_keeps_no_file(conditions):
    storage = MemoryStorage({"daily/feed.xml": b"1"})
    probe(storage, conditions=conditions)
    assert storage.files == {"daily/feed.xml": b"1"}


@pytest.mark.parametrize(
    ("kind", "said"), [(Forgetful, "though If-None-Match forbade it"), (Refusing, "though If-Match allowed it")]
)
def test_conditions_that_are_not_heeded_are_said_only_where_they_matter(kind, said):
    storage = kind()
    probe(storage, conditions=False)
    with pytest.raises(PublishError, match=said):
        probe(storage, conditions=True)
    assert storage.files == {}


def test_a_place_that_reads_back_something_else_is_refused():
    with pytest.raises(PublishError, match="is not read and listed as it was written"):
        probe(Stale(), conditions=False)
